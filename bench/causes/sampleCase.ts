import {
  type CaseEdge,
  type CasePattern,
  type CaseSeries,
  type CaseSpan,
  type CaseVersion,
  type ChangeCase,
  type EntityKind,
} from '../../src/analysis/causes/case';
import { groupBy } from '../../src/analysis/groupBy';
import { minePatterns } from '../../src/analysis/patterns/miner';
import { templateText } from '../../src/analysis/patterns/pattern';
import { answerMetric } from '../../src/sample/answers/metric';
import { SampleLogs } from '../../src/sample/answers/logs/source';
import { SampleTraces } from '../../src/sample/answers/traces/source';
import { type SampleShop } from '../../src/sample/shop';
import { type Labels, type Field } from '../../src/telemetry/vocabulary';
import { type LogLine } from '../../src/telemetry/questions/logs';
import { metricQuestion, type MetricQuestion } from '../../src/telemetry/questions/metric';
import { type TimeSpan } from '../../src/telemetry/timeSpan';

/** Distance of points on a page that shows an hour. */
const STEP = 60_000;
/** Traces that are looked at, at each time: any, and those that failed. */
const TRACES = 100;
const FAILED_TRACES = 40;
/** Lines that Loki hands out at once, unless it is told otherwise. */
const LINES = 5000;

type Asked = Pick<MetricQuestion, 'measure' | 'stat'>;

/** What a page can learn of the sample shop about two times: it asks the same questions, and gets the same answers. */
export async function sampleCase(shop: SampleShop, before: TimeSpan, during: TimeSpan): Promise<ChangeCase> {
  const now = () => during.to;
  const [traces, logs] = [new SampleTraces(shop, [], now), new SampleLogs(shop, [], now)];
  const span = { from: before.from, to: during.to };
  const times = Array.from({ length: (span.to - span.from) / STEP }, (_, i) => span.from + i * STEP);
  const ask = (asked: Asked, by: Field[]) => answersOf(shop, asked, by, span, times.length);
  const failing = { where: [{ field: 'error' as const, op: 'is' as const, value: true }], spans: 'all' as const };
  const wholeTraces = async (ids: Iterable<string>): Promise<CaseSpan[]> =>
    (await Promise.all([...new Set(ids)].map((id) => traces.trace(id)))).flatMap((trace) => trace?.spans ?? []);
  const [any, failed]: [CaseSpan[], CaseSpan[]] = [[], []];
  for (const time of [before, during]) {
    const sample = await traces.sample({ about: 'spans', where: [], spans: 'requests', limit: TRACES }, time);
    any.push(...(await wholeTraces(sample.spans.map(({ traceId }) => traceId))));
    const found = await traces.search({ about: 'traces', ...failing, limit: FAILED_TRACES }, time);
    failed.push(...(await wholeTraces(found.traces.map(({ traceId }) => traceId))));
  }
  return {
    before,
    during,
    times,
    series: seriesOf(ask),
    edges: await edgesOf(traces, before, during),
    traces: { any, failed },
    patterns: patternsOf(await linesOf(logs, before), await linesOf(logs, during), during.from),
    versions: versionsOf(ask({ measure: 'build', stat: { kind: 'value' } }, ['service', 'instance', 'version']), times),
  };
}

interface Answer {
  labels: Labels;
  values: Array<number | null>;
}

function answersOf(shop: SampleShop, asked: Asked, by: Field[], { from, to }: TimeSpan, count: number): Answer[] {
  const answer = answerMetric(
    shop,
    metricQuestion({ ...asked, by }),
    { from: from + STEP, to, step: STEP },
    { errorStatus: '5..' }
  );
  if ('notSupported' in answer) {
    throw new Error(answer.notSupported);
  }
  return answer.series.map(({ labels, times, values }) => {
    const all = new Array<number | null>(count).fill(null);
    // A point says what was in the step that ends there.
    times.forEach((time, i) => (all[Math.round((time - STEP - from) / STEP)] = values[i] ?? null));
    return { labels, values: all };
  });
}

type Ask = (asked: Asked, by: Field[]) => Answer[];

const KINDS: ReadonlyArray<{ kind: EntityKind; by: Field[] }> = [
  { kind: 'service', by: ['service'] },
  { kind: 'route', by: ['service', 'method', 'route'] },
  { kind: 'instance', by: ['service', 'instance'] },
  { kind: 'version', by: ['service', 'version'] },
];

function seriesOf(ask: Ask): CaseSeries[] {
  const perStep = (values: Answer['values']) => values.map((value) => value && (value * STEP) / 1000);
  const entity = (kind: EntityKind, { service = '', method, route, instance, version }: Labels) => ({
    kind,
    service,
    ...(kind !== 'service' && { name: route === undefined ? (instance ?? version ?? '') : `${method} ${route}` }),
  });
  const ofRequests = KINDS.flatMap(({ kind, by }) =>
    (['requests', 'errors', 'clientErrors'] as const)
      .flatMap((measure) =>
        ask({ measure, stat: { kind: 'rate' } }, by).map(({ labels, values }): CaseSeries => ({
          entity: entity(kind, labels),
          measure,
          values: perStep(values),
        }))
      )
      .concat(
        ask({ measure: 'duration', stat: { kind: 'mean' } }, by).map(({ labels, values }) => ({
          entity: entity(kind, labels),
          measure: 'duration',
          values,
        }))
      )
  );
  const resources = (['cpu', 'memory'] as const).flatMap((measure) =>
    ask({ measure, stat: { kind: 'value' } }, ['service', 'instance']).map(({ labels, values }): CaseSeries => ({
      entity: entity('instance', labels),
      measure,
      values,
    }))
  );
  return [...ofRequests, ...resources];
}

async function edgesOf(traces: SampleTraces, before: TimeSpan, during: TimeSpan): Promise<CaseEdge[]> {
  const found = new Map<string, CaseEdge>();
  for (const [when, span] of [
    ['before', before],
    ['during', during],
  ] as const) {
    const seconds = (span.to - span.from) / 1000;
    for (const { from, to, kind, rate, errorRate, p95 } of (await traces.serviceEdges(span)).edges) {
      const edge = found.get(`${from} ${to}`) ?? { from, to, kind };
      found.set(`${from} ${to}`, { ...edge, [when]: { calls: rate * seconds, failed: errorRate * seconds, p95 } });
    }
  }
  return [...found.values()];
}

async function linesOf(logs: SampleLogs, span: TimeSpan): Promise<LogLine[]> {
  const where = [{ field: 'level' as const, op: 'in' as const, values: ['error', 'warn'] }];
  return (await logs.lines({ about: 'logLines', where, lines: [], limit: LINES, order: 'newest' }, span)).lines;
}

/** Patterns by service, of the lines of both times together, so that a statement is one pattern in both. */
function patternsOf(before: readonly LogLine[], during: readonly LogLine[], from: number): CasePattern[] {
  const byService = groupBy([...before, ...during], ({ reading }) => reading.service ?? '');
  return [...byService].flatMap(([service, lines]) => {
    const mined = lines.map(({ time, body, reading }) => ({
      time,
      body,
      message: reading.message,
      level: reading.level,
    }));
    // Two buckets, the earlier and the later time.
    const length = Math.max(...lines.map(({ time }) => Math.abs(time - from))) + 1;
    return minePatterns(mined, { span: { from: from - length, to: from + length }, buckets: 2 }).map(
      ({ template, levels, trend }): CasePattern => ({
        service,
        template: templateText(template),
        level: (levels.error ?? 0) >= (levels.warn ?? 0) ? 'error' : 'warn',
        before: trend[0] ?? 0,
        during: trend[1] ?? 0,
      })
    );
  });
}

function versionsOf(answers: readonly Answer[], times: readonly number[]): CaseVersion[] {
  return answers.map(({ labels, values }) => {
    const running = values.flatMap((value, i) => (value === null ? [] : [times[i] ?? 0]));
    return {
      service: labels.service ?? '',
      instance: labels.instance,
      version: labels.version ?? '',
      ran: { from: running[0] ?? 0, to: (running.at(-1) ?? 0) + STEP },
    };
  });
}
