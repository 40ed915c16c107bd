import { type PanelData } from '@grafana/data';
import { sceneGraph, type SceneObject, type SceneObjectState } from '@grafana/scenes';
import { readSilences } from '../../../datasources/alerts/silences';
import { clientOf } from '../../../datasources/client/scenes';
import { firingAlerts } from '../../../datasources/firingAlerts';
import { loadSample } from '../../../datasources/sampleShop';
import { type Silence } from '../../../telemetry/questions/alerts';
import { MARKS_OFF, MARKS_VARIABLE } from './variable';
import { ChartMarker, markerAround } from '../chartMarker';
import { type ReadAlerts } from './found';
import { withMarks } from './withMarks';

interface ChartMarksState extends SceneObjectState, ReadAlerts {
  /** Whether the user wants charts to be marked. */
  isShown: boolean;
}

/** Silences change seldom; they are not read at each refresh. */
const SILENCES_FRESH_FOR_MS = 60_000;

/**
 * A behaviour that marks the charts of what has it by what happened to a service. Versions and alerts come with the
 * queries of the page; what no data source records is read here: alerts of Grafana that fire now, and silences.
 */
export class ChartMarks extends ChartMarker<ChartMarksState> {
  private reading?: AbortController;
  /** What was read last, and when. */
  private known: { silences: readonly Silence[]; at: number } = { silences: [], at: -Infinity };

  constructor(service: string) {
    super({ service, isShown: true, firing: [], silences: [] });
    this.addActivationHandler(() => this.follow());
  }

  override mark(own: PanelData, all: PanelData): PanelData {
    const timeZone = sceneGraph.getTimeRange(this).getTimeZone();
    return withMarks(own, all, this.state.isShown ? this.state : undefined, timeZone);
  }

  private follow(): () => void {
    const range = sceneGraph.getTimeRange(this);
    const variable = sceneGraph.lookupVariable(MARKS_VARIABLE, this);
    const look = () => {
      const isShown = variable?.getValue() !== MARKS_OFF;
      if (isShown !== this.state.isShown) {
        this.setState({ isShown });
      }
      if (isShown) {
        void this.read();
      }
    };
    look();
    const follows = [range.subscribeToState(look), variable?.subscribeToState(look)];
    return () => {
      follows.forEach((one) => one?.unsubscribe());
      this.reading?.abort();
      this.known.at = -Infinity;
    };
  }

  private async read(): Promise<void> {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    const [firing = [], silences] = await Promise.all([this.readFiring(), this.readSilences(reading.signal)]);
    const { firing: shownFiring, silences: shownSilences } = this.state;
    // Charts are drawn anew whenever this changes, which after most refreshes it has not.
    const isOther = JSON.stringify([firing, silences]) !== JSON.stringify([shownFiring, shownSilences]);
    if (isOther && !reading.signal.aborted) {
      this.setState({ firing, silences });
    }
  }

  /** The sample shop records all of its alerts. */
  private async readFiring() {
    return clientOf(this).sampleMode.isOn() ? [] : firingAlerts();
  }

  private async readSilences(signal: AbortSignal): Promise<readonly Silence[]> {
    if (clientOf(this).sampleMode.isOn()) {
      const { from, to } = sceneGraph.getTimeRange(this).state.value;
      return (await loadSample()).sampleSilences({ from: from.valueOf(), to: to.valueOf() });
    }
    if (Date.now() - this.known.at >= SILENCES_FRESH_FOR_MS) {
      try {
        this.known = { silences: await readSilences(signal), at: Date.now() };
      } catch {
        // Another reading has begun.
      }
    }
    return this.known.silences;
  }
}

/** What marks the charts that an object is among by what happened to a service. */
export function marksAround(object: SceneObject): ChartMarks | undefined {
  const marker = markerAround(object);
  return marker instanceof ChartMarks ? marker : undefined;
}
