import { formattedValueToString, getValueFormat, locationUtil, urlUtil } from '@grafana/data';
import { type ProposedThreshold, proposeThreshold } from '../../../analysis/proposedThreshold';
import { t } from '../../../i18n/t';
import { measureName } from '../../../telemetry/measureNames';
import { type MetricQuestion, onlyValue } from '../../../telemetry/questions/metric';
import { type CarriedQuery } from './carriedQuery';

/** An alert that a panel proposes. */
export interface ProposedAlert {
  carried: CarriedQuery;
  threshold: ProposedThreshold;
}

/** How long a rate of an alert looks back: a rule has no steps that it could follow. */
const WINDOW = '5m';
/** How long the condition holds before the alert fires. */
const HOLDS = '5m';
/** By which Grafana's rules name expressions. */
const EXPRESSION = { type: '__expr__', uid: '__expr__' } as const;

/**
 * The alert that a panel proposes: on its most telling query, p95 before other percentiles.
 * @returns undefined where no query can be asked as it stands, or nothing was seen to propose a bound by
 */
export function proposedAlert(carried: readonly CarriedQuery[]): ProposedAlert | undefined {
  const byQuery = carried.filter((one) => carried.filter(({ query }) => query === one.query).length === 1);
  const [first] = [...byQuery].sort((a, b) => rank(a.query.question) - rank(b.query.question));
  const threshold = first && proposeThreshold(first.query.question, first.unit === 'percent', first.values);
  return threshold && { carried: first, threshold };
}

function rank({ stat }: MetricQuestion): number {
  return stat.kind === 'quantile' && stat.q !== 0.95 ? 1 : 0;
}

/** The bound of a proposed alert as it is read: `above 5%`. */
export function thresholdText({ carried: { unit }, threshold: { side, value } }: ProposedAlert): string {
  const written = formattedValueToString(getValueFormat(unit)(value, unit === 'percentunit' ? 0 : undefined));
  return side === 'above'
    ? t('ui.alert.above', 'above {{value}}', { value: written })
    : t('ui.alert.below', 'below {{value}}', { value: written });
}

/**
 * Address of Grafana's form for a new alert rule, filled in: the query as it was sent, the proposed bound, which is
 * said to be a proposal, and labels by which the alert finds its way back to the page of the service.
 */
export function alertFormUrl(alert: ProposedAlert, returnTo: string): string {
  const defaults = JSON.stringify(alertFormValues(alert));
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/alerting/new', { defaults, returnTo }));
}

/** What the form is filled in with, in the form of Grafana's `RuleFormValues`. */
export function alertFormValues(alert: ProposedAlert) {
  const { carried, threshold } = alert;
  const { query, asked } = carried;
  const { question } = query;
  const [service, route] = [onlyValue(question.where, 'service'), onlyValue(question.where, 'route')];
  const about = {
    measure: measureName(question.measure),
    of: [service, route].filter((part) => part !== undefined).join(' '),
    threshold: thresholdText(alert),
  };
  const summary =
    about.of === ''
      ? t('ui.alert.summary', '{{measure}} {{threshold}}', about)
      : t('ui.alert.summary-of', '{{of}}: {{measure}} {{threshold}}', about);
  return {
    type: 'grafana-alerting',
    name: summary,
    condition: 'C',
    evaluateFor: HOLDS,
    queries: [
      {
        refId: 'A',
        datasourceUid: asked.dataSource.uid,
        queryType: '',
        relativeTimeRange: { from: 600, to: 0 },
        model: {
          refId: 'A',
          datasource: { type: asked.dataSource.type, uid: asked.dataSource.uid },
          expr: alertExpression(carried),
          instant: true,
          range: false,
          editorMode: 'code',
        },
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'last' }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [
          { type: 'query', evaluator: { type: threshold.side === 'above' ? 'gt' : 'lt', params: [threshold.value] } },
        ],
      }),
    ],
    labels: [...pair('service', service), ...pair('route', route), ...pair('severity', 'warning')],
    annotations: [
      ...pair('summary', summary),
      ...pair(
        'description',
        threshold.basis === 'usual'
          ? t('ui.alert.usual', 'The threshold is a proposal: a usual one for this measure')
          : t('ui.alert.seen', 'The threshold is a proposal, after what the chart showed')
      ),
    ],
  };
}

/** Windows that follow the steps of a chart become fixed ones; series that only a chart tells apart are added. */
function alertExpression({ query, asked }: CarriedQuery): string {
  const expr = asked.expr.replaceAll('$__rate_interval', WINDOW);
  return query.question.measure === 'requests' && query.question.by.length > 0 ? `sum(${expr})` : expr;
}

function expression(refId: string, model: object) {
  return { refId, datasourceUid: EXPRESSION.uid, queryType: '', model: { refId, datasource: EXPRESSION, ...model } };
}

function pair(key: string, value: string | undefined): Array<{ key: string; value: string }> {
  return value === undefined ? [] : [{ key, value }];
}
