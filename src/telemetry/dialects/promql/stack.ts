import {
  SERVER_MEASURES,
  type ServerConvention,
  type ServerMeasure,
  type ServerNumber,
} from '../../conventions/server/convention';
import { promString } from './escape';
import { matches, type Matcher, selector } from './selector';

/** The labels that tell one process from another, whoever scrapes it. */
export const PROCESS_LABELS = ['cluster', 'namespace', 'job', 'instance'] as const;

/** What processes on machines are counted by, and the label that says of which they are. */
const FLEET_LABELS = ['cluster', 'namespace', 'job'] as const;
export const FLEET_LABEL = 'tillwatch_fleet';

/** The label by which numbers of one query are told apart. */
export const NUMBER_LABEL = 'tillwatch_number';

/** Rates are over five minutes: four samples at the longest interval that is usual, a minute. */
const WINDOW = '5m';
/** A server that is down is still known by what it said within this time. */
const KNOWN_FOR = '1d';
/** How far back a sample is looked for where none is new. */
const LOOK_BACK = '1h';
/** How many targets that are down are named. */
const MOST_DOWN = 50;
/** How many clocks that are off are named, and from how many seconds on. */
const MOST_CLOCKS = 20;
const CLOCK_OFF_SECONDS = 1;

/** What is asked besides the numbers. */
export const STACK_REFS = {
  newest: 'newest',
  targets: 'targets',
  down: 'down',
  someDown: 'someDown',
  builds: 'builds',
  downBuilds: 'downBuilds',
  scrape: 'scrape',
  fleets: 'fleets',
  downFleets: 'downFleets',
  clocks: 'clocks',
} as const;

/** One query of the page. */
export interface StackQuery {
  refId: string;
  expr: string;
}

/** Numbers that are one and the same to ask for have one key: Alloy has the collector's. */
export function numberKey({ metrics, reading, where, reasonLabel }: ServerNumber): string {
  return JSON.stringify([metrics, reading, where, reasonLabel]);
}

/** The numbers of all conventions by their keys, in the order in which queries number them. */
export function distinctNumbers(conventions: readonly ServerConvention[]): Map<string, ServerNumber> {
  return new Map(conventions.flatMap(({ numbers }) => numbers.map((number) => [numberKey(number), number] as const)));
}

/** All queries about the stack: their number does not grow with the servers, or with how many there are of one. */
export function renderStack(conventions: readonly ServerConvention[]): StackQuery[] {
  const builds = selector('', [
    matches(
      '__name__',
      conventions.filter(({ isFleet }) => !isFleet).flatMap(({ build }) => build)
    ),
  ]);
  const ofServers = (vector: string) => `${vector} and on (job, instance) ${builds}`;
  const numbered = [...distinctNumbers(conventions).values()];
  const measured = SERVER_MEASURES.flatMap((measure): StackQuery[] => {
    const parts = numbered.flatMap((number, index) =>
      number.measure === measure ? [toldApart(renderNumber(number, ofServers), index)] : []
    );
    return parts.length > 0 ? [query(measure, parts.join('\nor\n'))] : [];
  });
  // What is pushed over OTLP has no `up`.
  const newest = `max(timestamp(up)) or max(timestamp(target_info)) or max(max_over_time(timestamp(up)[${LOOK_BACK}:1m]))`;
  // All samples of a day would be many.
  const known = `last_over_time(${builds}[10m]) or last_over_time(${builds}[${KNOWN_FOR}:10m])`;
  const clock = 'node_time_seconds - timestamp(node_time_seconds)';
  const clocks = `topk(${MOST_CLOCKS}, abs(${clock}) > ${CLOCK_OFF_SECONDS}) * sgn(${clock})`;
  return [
    query(STACK_REFS.newest, newest),
    query(STACK_REFS.targets, 'count(up)'),
    query(STACK_REFS.down, 'count(up == 0)'),
    query(STACK_REFS.someDown, `topk(${MOST_DOWN}, up == 0)`),
    query(STACK_REFS.builds, builds),
    query(STACK_REFS.downBuilds, `(${known}) and on (job, instance) (up == 0)`),
    query(STACK_REFS.scrape, ofServers('scrape_duration_seconds')),
    ...renderFleets(conventions),
    query(STACK_REFS.clocks, clocks),
    ...measured,
  ];
}

/** Processes that are on each machine, by job: how many there are of each version, and how many are down. */
function renderFleets(conventions: readonly ServerConvention[]): StackQuery[] {
  const fleets = conventions.filter(({ isFleet }) => isFleet);
  const counted = (of: string, ...more: string[]) => `count by (${[...FLEET_LABELS, ...more].join(', ')}) (${of})`;
  const each = (render: (build: string, versionLabel: string) => string) =>
    fleets
      .flatMap(({ build, versionLabel }) =>
        build.map((name) => `label_replace(${render(name, versionLabel)}, "${FLEET_LABEL}", "${name}", "", "")`)
      )
      .join(' or ');
  return fleets.length === 0
    ? []
    : [
        query(
          STACK_REFS.fleets,
          each((build, versionLabel) => counted(build, versionLabel))
        ),
        query(
          STACK_REFS.downFleets,
          each((build) => counted(`up == 0 and on (job) last_over_time(${build}[1h])`))
        ),
      ];
}

const query = (refId: string, expr: string): StackQuery => ({ refId, expr });

/** Several spellings of one name are alternatives: `or` lets the first through that a process has. */
function renderNumber(number: ServerNumber, ofServers: (vector: string) => string): string {
  const each = number.metrics.map((metric) => renderMetric(number, metric, ofServers));
  return each.length === 1 ? each.join('') : `(${each.join(' or ')})`;
}

/** What is usually 0, and says nothing then, is left out of the answer. */
const ONLY_ABOVE_ZERO: ReadonlySet<ServerMeasure> = new Set(['lost', 'errors']);

function renderMetric(
  { measure, reading, where, reasonLabel }: ServerNumber,
  metric: string,
  ofServers: (vector: string) => string
): string {
  const matchers: Matcher[] = where ? [{ label: where.label, op: '=~', text: promString(where.pattern) }] : [];
  const series = selector(metric, matchers);
  const by = (...more: string[]) => `by (${[...PROCESS_LABELS, ...more].join(', ')})`;
  const reasons = reasonLabel === undefined ? [] : [reasonLabel];
  switch (reading) {
    case 'rate': {
      const sum = `sum ${by(...reasons)} (rate(${series}[${WINDOW}]))`;
      return ONLY_ABOVE_ZERO.has(measure) ? `(${sum} > 0)` : sum;
    }
    case 'p95':
      return `histogram_quantile(0.95, sum ${by('le')} (rate(${series}[${WINDOW}])))`;
    case 'isZero':
      return `max ${by()} (${series} == 0)`;
    case 'uptime':
      return `max ${by()} (timestamp(${series}) - ${series})`;
    case 'value':
      return `sum ${by()} (${measure === 'started' ? ofServers(series) : series})`;
  }
}

function toldApart(expr: string, index: number): string {
  return `label_replace(${expr}, "${NUMBER_LABEL}", "${index}", "", "")`;
}
