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
  private silencesReadAt = -Infinity;

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
      this.silencesReadAt = -Infinity;
    };
  }

  private async read(): Promise<void> {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    const [firing, silences] = await Promise.all([this.readFiring(), this.readSilences(reading.signal)]);
    if (!reading.signal.aborted) {
      this.setState({ firing: firing ?? [], silences: silences ?? this.state.silences });
    }
  }

  /** The sample shop records all of its alerts. */
  private async readFiring() {
    return clientOf(this).sampleMode.isOn() ? [] : firingAlerts();
  }

  /** Undefined where what is known still holds. */
  private async readSilences(signal: AbortSignal): Promise<Silence[] | undefined> {
    if (clientOf(this).sampleMode.isOn()) {
      const { from, to } = sceneGraph.getTimeRange(this).state.value;
      return (await loadSample()).sampleSilences({ from: from.valueOf(), to: to.valueOf() });
    }
    if (Date.now() - this.silencesReadAt < SILENCES_FRESH_FOR_MS) {
      return undefined;
    }
    try {
      const silences = await readSilences(signal);
      this.silencesReadAt = Date.now();
      return silences;
    } catch {
      // Another reading has begun.
      return undefined;
    }
  }
}

/** What marks the charts that an object is among by what happened to a service. */
export function marksAround(object: SceneObject): ChartMarks | undefined {
  const marker = markerAround(object);
  return marker instanceof ChartMarks ? marker : undefined;
}
