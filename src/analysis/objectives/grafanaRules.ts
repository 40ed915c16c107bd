import { bothAtLeast } from '../../telemetry/dialects/promql/recordedRatio';
import { hash } from '../patterns/hash';
import { type BurnWindows } from './burnRate';
import { objectiveId } from './objective';
import {
  alertAnnotations,
  ALERT_NAMES,
  alertLabels,
  burnLimits,
  literal,
  ratioOf,
  RULE_INTERVAL,
  type RuledObjective,
} from './rules';

/** The folder that the alerts are put into. */
const FOLDER = 'Tillwatch objectives';

/** Seconds that Grafana's own window of a query is long; the query's windows are written in it. */
const RANGE = 600;

/**
 * Alert rules of objectives as Grafana's provisioning reads them (`provisioning/alerting`). They count requests by
 * themselves: rules that record are the data source's.
 * @param dataSource uid of the data source for metrics
 */
export function grafanaAlerting(objectives: readonly RuledObjective[], dataSource: string): object {
  return {
    apiVersion: 1,
    groups: objectives.map((ruled) => ({
      orgId: 1,
      name: `slo ${objectiveId(ruled.objective)}`,
      folder: FOLDER,
      interval: RULE_INTERVAL,
      rules: burnLimits(ruled.objective).map(({ windows, limit }) => grafanaRule(ruled, windows, limit, dataSource)),
    })),
  };
}

function grafanaRule(
  { objective, rates, link }: RuledObjective,
  windows: BurnWindows,
  limit: number,
  datasourceUid: string
): object {
  const { service, route } = objective;
  const id = objectiveId(objective);
  const expr = bothAtLeast(ratioOf(rates(windows.long)), ratioOf(rates(windows.short)), limit);
  const relativeTimeRange = { from: RANGE, to: 0 };
  return {
    uid: `slo-${hash(id)}-${windows.name}`,
    title: `${ALERT_NAMES[windows.name]} ${id}`,
    condition: 'B',
    data: [
      { refId: 'A', relativeTimeRange, datasourceUid, model: { refId: 'A', expr, instant: true, range: false } },
      {
        refId: 'B',
        relativeTimeRange,
        datasourceUid: '__expr__',
        model: {
          refId: 'B',
          type: 'threshold',
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [0] } }],
        },
      },
    ],
    // While nothing burns the query has no answer.
    noDataState: 'OK',
    execErrState: 'Error',
    for: '0s',
    labels: {
      ...alertLabels(objective, windows),
      service: literal(service),
      ...(route !== undefined && { route: literal(route) }),
    },
    annotations: alertAnnotations(
      objective,
      windows,
      link,
      literal(route === undefined ? service : `${service} ${route}`)
    ),
  };
}
