import { type UserMatcher, readLineFilters, readSelector, readVector } from '../telemetry/dialects/parseUserQuery';
import { type SpanCondition, type SpanField } from '../telemetry/questions/traces';
import { type TimeSpan } from '../telemetry/timeSpan';

/**
 * Grafana's own drilldown apps. The formats of their addresses are theirs; each is written here as the app itself
 * writes it for links from dashboards and Explore (`contextToLink` and `configureDrilldownLink` of the files named
 * below).
 */
export const DRILLDOWN_APPS = {
  metrics: { id: 'grafana-metricsdrilldown-app', name: 'Metrics Drilldown' },
  logs: { id: 'grafana-lokiexplore-app', name: 'Logs Drilldown' },
  traces: { id: 'grafana-exploretraces-app', name: 'Traces Drilldown' },
} as const;

export type DrilldownApp = keyof typeof DRILLDOWN_APPS;

/** A query as it was sent to a data source. */
export interface DrilldownQuery {
  uid: string;
  text: string;
}

/**
 * A metric with its labels in Metrics Drilldown: grafana/metrics-drilldown `src/extensions/links.ts`. Of several
 * metrics the first.
 * @returns undefined where the query names no metric
 */
export function metricsDrilldown({ uid, text }: DrilldownQuery, span: TimeSpan): string | undefined {
  const vector = readVector(text);
  return (
    vector &&
    pathOf('metrics', 'drilldown', [
      ['metric', vector.metric],
      ...timesOf(span),
      ['var-ds', uid],
      ...vector.matchers.filter(isTelling).map(({ name, op, value }) => filter(name, op, value)),
    ])
  );
}

/**
 * Lines in Logs Drilldown, by the labels of their stream and what their text holds: grafana/logs-drilldown
 * `src/services/extensions/links.ts`. Its addresses are about one label whose value is known, so without one there is
 * only the choice of services.
 */
export function logsDrilldown({ uid, text }: DrilldownQuery, span: TimeSpan): string | undefined {
  const selector = readSelector(text);
  if (!selector) {
    return undefined;
  }
  const matchers = selector.matchers.filter(isTelling);
  // Dots alone would be a way up in its address, and any value (`.+`) is none.
  const named = matchers.filter((one) => !/^\.*(?:%2B|\*)?$/.test(slugOf(one)));
  const main = named.find(({ op }) => op === '=') ?? named.find(({ op }) => op === '=~');
  const shared: Params = [['var-ds', uid], ...timesOf(span)];
  if (!main) {
    return pathOf('logs', 'explore', shared);
  }
  // It takes the label first in its address for the one that the page is about.
  const labels = [main, ...matchers.filter((one) => one !== main)].map(({ name, op, value }) =>
    // It leaves what somebody typed as it is, where it would quote the regular expression in it else.
    filter(name, op, `${TYPED}${value}`, value)
  );
  const lines = readLineFilters(selector.rest).map(({ op, value }, i): [string, string] => [
    'var-lineFilters',
    `caseSensitive,${i}|${escaped(op)}|${escaped(value)}`,
  ]);
  const label = main.name === 'service_name' ? 'service' : main.name;
  return pathOf('logs', `explore/${encodeURIComponent(label)}/${slugOf(main)}/logs`, [...shared, ...labels, ...lines]);
}

/**
 * How Logs Drilldown marks a value that somebody typed: `USER_INPUT_ADHOC_VALUE_PREFIX` of `src/services/variables.ts`.
 */
const TYPED = '__CVΩ__';

/** As `escapePrimaryLabel` does; of several values the first. */
function slugOf({ op, value }: UserMatcher): string {
  const first = op === '=~' ? (value.split('|')[0] ?? '') : value;
  return encodeURIComponent(first.replace(/[/\\]/g, '-'));
}

/** What Traces Drilldown is to show. */
export interface TracesDrilldown {
  uid: string;
  where?: readonly SpanCondition[];
  /** One trace, opened beside the rest. */
  traceId?: string;
}

/**
 * Spans in Traces Drilldown: grafana/traces-drilldown `src/utils/links.ts`, `src/utils/filters-renderer.ts` (how values
 * become TraceQL), `src/pages/Explore/TraceExploration.tsx` (`traceId`). Conditions that it has no single attribute for
 * are left out.
 */
export function tracesDrilldown({ uid, where = [], traceId }: TracesDrilldown, span: TimeSpan): string {
  const isAboutErrors = where.some(({ field, op }) => field === 'error' && op === 'is');
  const hasErrors = where.some((one) => one.op === 'is' && one.value);
  return pathOf('traces', 'explore', [
    ['var-ds', uid],
    ...(traceId === undefined ? [['actionView', 'traceList'] as [string, string]] : []),
    ...timesOf(span),
    ...(isAboutErrors ? [['var-metric', hasErrors ? 'errors' : 'rate'] as [string, string]] : []),
    ['var-primarySignal', 'true'],
    ...where.flatMap(spanFilters),
    ...(traceId === undefined ? [] : [['traceId', traceId] as [string, string]]),
  ]);
}

/** What fields are in TraceQL; those that several attributes may hold, by semantic convention, are not among them. */
const SPAN_NAMES: Readonly<Partial<Record<SpanField, string>>> = {
  service: 'resource.service.name',
  namespace: 'resource.service.namespace',
  version: 'resource.service.version',
  route: 'span.http.route',
  name: 'name',
  kind: 'kind',
};

function spanFilters(condition: SpanCondition): Params {
  switch (condition.op) {
    case 'is':
      return [];
    case 'between': {
      const { from, to } = condition;
      const bound = (op: string, seconds: number | undefined): Params =>
        seconds === undefined || !Number.isFinite(seconds)
          ? []
          : [filter('span:duration', op, `${Math.round(seconds * 1e6)}us`)];
      return [...bound('>=', from), ...bound('<', to)];
    }
    default: {
      const { field, op, values } = condition;
      const name = /^(?:span|resource)\.[\w.:/-]+$/.test(field) ? field : SPAN_NAMES[field];
      const [value = ''] = values;
      // A list is an expression there; of a value like `true` it cannot say that it is a text.
      return name === undefined || values.length !== 1 || /^(?:true|false|\s*)$/.test(value)
        ? []
        : [filter(name, op === 'in' ? '=' : '!=', TEXTS.has(name) && isNumber(value) ? `"${value}"` : value)];
    }
  }
}

/** Attributes that are text whatever they look like. */
const TEXTS: ReadonlySet<string> = new Set([
  'resource.service.name',
  'resource.service.namespace',
  'resource.service.version',
  'span.http.route',
  'name',
]);

function isNumber(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text));
}

type Params = Array<[key: string, value: string]>;

/** A label that has to be empty, or not, is no filter there. */
function isTelling({ value, op }: UserMatcher): boolean {
  return value !== '' && !/^[<>]/.test(op);
}

/** A filter as scenes keep it in an address: `name|operator|value,shown`. */
function filter(name: string, op: string, value: string, shown?: string): [string, string] {
  const parts = [escaped(name), escaped(op), escaped(value) + (shown === undefined ? '' : `,${escaped(shown)}`)];
  return ['var-filters', parts.join('|')];
}

/** What stands between the parts of a filter must not stand in them. */
function escaped(text: string): string {
  return text.replace(/\|/g, '__gfp__').replace(/,/g, '__gfc__').replace(/#/g, '__gfh__');
}

/** As its own links do, at least a second: nothing is found in no time. */
function timesOf({ from, to }: TimeSpan): Params {
  const start = Math.floor(from);
  return [
    ['from', String(start)],
    ['to', String(Math.max(Math.ceil(to), start + 1000))],
  ];
}

function pathOf(app: DrilldownApp, route: string, params: Params): string {
  return `/a/${DRILLDOWN_APPS[app].id}/${route}?${new URLSearchParams(params)}`;
}
