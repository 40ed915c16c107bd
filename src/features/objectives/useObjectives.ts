import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type Failure } from '../../datasources/failure';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { useTelemetryClient } from '../../datasources/client/context';
import { askLongWindows, askShortWindows } from '../../datasources/objectives/askObjectives';
import { type ObjectivesContext } from '../../datasources/objectives/askQuestions';
import { objectivesInForce } from '../../datasources/objectives/inForce';
import { t } from '../../i18n/t';
import { failuresOf, type PanelFailure } from '../../ui/charts/panelStatus';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useSampleMode } from '../../ui/status/useSampleMode';
import { useSettings } from '../../ui/useSettings';
import { type ObjectiveRow, objectiveRows } from './rows';

/** Windows of an hour are counted anew each minute, those of days every five. */
const MINUTE_MS = 60_000;
const LONG_MS = 5 * MINUTE_MS;

/** The objectives that are set, and how they stand. */
export interface ObjectivesView {
  /** Undefined until they were read. */
  settings?: SettingsState;
  objectives?: readonly ServiceLevelObjective[];
  context: ObjectivesContext;
  /** Of the page, for times in words. */
  timeZone: string;
  isSample: boolean;
  /** The one that is asked for is not among them. */
  isMissing: boolean;
  /** Undefined until the short windows were counted. */
  rows?: ObjectiveRow[];
  isLoading: boolean;
  failure?: Failure;
  /** What went wrong with parts of it. */
  failures: readonly PanelFailure[];
}

/** @param only the id of the one objective that is asked for; left out: all */
export function useObjectives(scene: SceneObject, only?: string): ObjectivesView {
  const { metrics: client } = useTelemetryClient();
  const settings = useSettings();
  const isSample = useSampleMode();
  const { metrics, environments } = useSourceContext(scene);
  const { to } = useTimeSpan(scene);
  const at = Math.floor(to / MINUTE_MS) * MINUTE_MS;
  const context: ObjectivesContext = { metrics, environments, at };

  const inForce = useAsyncQuery(settings && (async () => objectivesInForce(settings.settings, isSample)), [
    settings,
    isSample,
  ]);
  const objectives = inForce.value;
  const asked = only === undefined ? objectives : objectives?.filter((one) => objectiveId(one) === only);
  const about = [client, metrics, environments, objectives, only, isSample];
  // Answers stay while new ones are under way: those of another data source or of other objectives do not count.
  const key = JSON.stringify([metrics, environments, isSample, asked]);
  const source = t('objectives.source', 'The data source for metrics');
  const short = useAsyncQuery(
    asked && asked.length > 0
      ? async (signal) => ({ key, counted: await askShortWindows(client, context, asked, signal) })
      : undefined,
    [...about, at],
    source
  );
  const known = short.value?.key === key ? short.value.counted : undefined;
  const long = useAsyncQuery(
    asked && known
      ? async (signal) => ({ key, counted: await askLongWindows(client, context, asked, known, signal) })
      : undefined,
    [...about, known !== undefined, Math.floor(at / LONG_MS)],
    source
  );
  const whole = long.value?.key === key ? long.value.counted : undefined;
  const counted =
    known && whole
      ? {
          ...whole,
          events: new Map([...whole.events, ...known.events]),
          failures: [...known.failures, ...whole.failures],
        }
      : known;
  return {
    settings,
    objectives,
    context,
    timeZone: sceneGraph.getTimeRange(scene).getTimeZone(),
    isSample,
    isMissing: only !== undefined && asked?.length === 0,
    rows: asked && counted && objectiveRows(asked, counted, whole !== undefined || long.failure !== undefined),
    isLoading: short.isLoading || long.isLoading,
    failure: short.failure ?? long.failure,
    failures: counted ? failuresOf({ errors: [...counted.failures] }) : [],
  };
}
