import { type ServerConvention, type ServerMeasure, type ServerNumber } from '../../conventions/server/convention';
import { type ServerProduct, type StackMetrics, type StackServer } from '../../questions/stack';
import { type Labels } from '../../vocabulary';
import { type AnswerSeries } from './read';
import { distinctNumbers, FLEET_LABEL, NUMBER_LABEL, numberKey, PROCESS_LABELS, STACK_REFS } from './stack';

/** The series of one query of the answer. */
type SeriesOf = (refId: string) => readonly AnswerSeries[];

/** Reads the answers to the queries of {@link renderStack}. */
export function readStack(conventions: readonly ServerConvention[], seriesOf: SeriesOf): StackMetrics {
  const single = (refId: string) => lastOf(seriesOf(refId)[0]);
  const newest = single(STACK_REFS.newest);
  return {
    ...(newest !== undefined && { newest: newest * 1000 }),
    targets: single(STACK_REFS.targets) ?? 0,
    down: single(STACK_REFS.down) ?? 0,
    someDown: seriesOf(STACK_REFS.someDown).map(({ labels: { job = '', instance = '' } }) => ({ job, instance })),
    clocks: seriesOf(STACK_REFS.clocks).flatMap((one) => {
      const seconds = lastOf(one);
      return seconds === undefined ? [] : [{ instance: one.labels.instance ?? '', seconds }];
    }),
    servers: [...readServers(conventions, seriesOf), ...readFleets(conventions, seriesOf)],
  };
}

function readServers(conventions: readonly ServerConvention[], seriesOf: SeriesOf): StackServer[] {
  const numbers = new NumbersRead(conventions, seriesOf);
  const found = new Map<string, StackServer>();
  const scrapes = new Map(seriesOf(STACK_REFS.scrape).map((one) => [processKey(one.labels), lastOf(one)]));
  for (const [refId, isUp] of [
    [STACK_REFS.builds, true],
    [STACK_REFS.downBuilds, false],
  ] as const) {
    for (const convention of conventions) {
      for (const { labels } of seriesOf(refId).filter(({ labels: own }) => isBuild(convention, own))) {
        const key = processKey(labels);
        if (!found.has(key)) {
          found.set(key, serverOf(convention, labels, isUp, numbers, scrapes.get(key)));
        }
      }
    }
  }
  return [...found.values()];
}

/** One entry for all processes of a job that run a version, and one for those that are down. */
function readFleets(conventions: readonly ServerConvention[], seriesOf: SeriesOf): StackServer[] {
  return (
    [
      [STACK_REFS.fleets, true],
      [STACK_REFS.downFleets, false],
    ] as const
  ).flatMap(([refId, isUp]) =>
    seriesOf(refId).flatMap((series): StackServer[] => {
      const { labels } = series;
      const convention = conventions.find(({ build }) => build.includes(labels[FLEET_LABEL] ?? ''));
      return convention
        ? [{ ...identityOf(convention, labels, isUp), processes: lastOf(series) ?? 0, ...NOTHING_TOLD }]
        : [];
    })
  );
}

const NOTHING_TOLD = { arriving: [], lost: [], failing: [], faults: [] };

/** What a process is called, and where it is. */
function identityOf({ product, versionLabel }: ServerConvention, labels: Labels, isUp: boolean) {
  const { job = '', instance = '', cluster, namespace } = labels;
  const component = componentOf(product, labels);
  const version = labels[versionLabel];
  return {
    product,
    job,
    instance,
    ...(cluster !== undefined && { cluster }),
    ...(namespace !== undefined && { namespace }),
    ...(component !== undefined && { component }),
    ...(version !== undefined && version !== '' && { version }),
    isUp,
  };
}

function isBuild({ build }: ServerConvention, { __name__: name = '' }: Labels): boolean {
  return build.includes(name);
}

/** All numbers, by process and by what they are. */
class NumbersRead {
  private readonly index: ReadonlyMap<string, number>;
  private readonly read = new Map<string, Array<{ labels: Labels; value: number }>>();

  constructor(conventions: readonly ServerConvention[], seriesOf: SeriesOf) {
    const distinct = [...distinctNumbers(conventions)];
    this.index = new Map(distinct.map(([key], at) => [key, at]));
    for (const measure of new Set(distinct.map(([, number]) => number.measure))) {
      for (const series of seriesOf(measure)) {
        const value = lastOf(series);
        if (value !== undefined) {
          const key = `${series.labels[NUMBER_LABEL] ?? ''} ${processKey(series.labels)}`;
          this.read.set(key, [...(this.read.get(key) ?? []), { labels: series.labels, value }]);
        }
      }
    }
  }

  of(number: ServerNumber, process: string) {
    return this.read.get(`${this.index.get(numberKey(number)) ?? ''} ${process}`) ?? [];
  }
}

function serverOf(
  convention: ServerConvention,
  labels: Labels,
  isUp: boolean,
  read: NumbersRead,
  scrapeSeconds: number | undefined
): StackServer {
  const process = processKey(labels);
  const of = (measure: ServerMeasure) =>
    convention.numbers
      .filter((number) => number.measure === measure)
      .flatMap((number) => read.of(number, process).map((one) => ({ ...one, number })));
  const single = (measure: ServerMeasure) => of(measure)[0]?.value;
  return {
    ...identityOf(convention, labels, isUp),
    processes: 1,
    arriving: of('arriving').flatMap(({ number, value }) => (number.of ? [{ of: number.of, perSecond: value }] : [])),
    lost: of('lost').flatMap(({ number, value, labels: own }) =>
      number.of
        ? [
            {
              of: number.of,
              perSecond: value,
              reason: reasonOf(number, own),
              ...(number.hasArrived && { hasArrived: true }),
              ...(number.mayBeTold && { mayBeTold: true }),
            },
          ]
        : []
    ),
    failing: of('errors').map(({ number, value, labels: own }) => ({
      reason: reasonOf(number, own),
      perSecond: value,
    })),
    faults: of('fault').flatMap(({ number }) => number.reason ?? []),
    ...defined({
      startedAt: inMilliseconds(single('started')),
      scrapeSeconds,
      querySeconds: single('latency'),
      storedBytes: single('stored'),
      // Zero is no limit.
      keptSeconds: single('keptSeconds') || undefined,
      keptBytes: single('keptBytes') || undefined,
      oldestAt: inMilliseconds(single('oldest')),
    }),
  };
}

/** `send_failed otlp`: what, and where. */
function reasonOf({ reason, reasonLabel }: ServerNumber, labels: Labels): string {
  return [reason, reasonLabel === undefined ? undefined : labels[reasonLabel]].filter(Boolean).join(' ');
}

/** Products that run in parts. */
const DISTRIBUTED: ReadonlySet<ServerProduct> = new Set(['mimir', 'loki', 'tempo']);
const WHOLE: ReadonlySet<string> = new Set(['all', 'single-binary', 'singlebinary', 'monolithic', 'cortex']);

/**
 * The part of its product that a process is: by a label that says so, else by its job, which the charts of Grafana make
 * of namespace and component (`loki/loki-write`).
 */
function componentOf(product: ServerProduct, labels: Labels): string | undefined {
  if (!DISTRIBUTED.has(product)) {
    return undefined;
  }
  const job = /\/([^/]+)$/.exec(labels.job ?? '')?.[1];
  const named = [labels.component, labels.app_kubernetes_io_component, job, labels.container].find(Boolean);
  const bare = named?.replace(new RegExp(`^${product}-?`), '') ?? '';
  return bare === '' || WHOLE.has(bare) ? undefined : bare;
}

function processKey(labels: Labels): string {
  return JSON.stringify(PROCESS_LABELS.map((label) => labels[label] ?? ''));
}

/** Quantiles of nothing are no numbers. */
function lastOf(series: AnswerSeries | undefined): number | undefined {
  const value = series?.values.at(-1);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Prometheus and Mimir say that there is no oldest sample by the largest number that there is. */
function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined || seconds <= 0 || seconds > 1e11 ? undefined : seconds * 1000;
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
