/**
 * What the sample shop costs: the questions of the health page, and what is asked of logs and traces, over seven days,
 * as a ratio to the same over one hour.
 * Run: npx tsx bench/sample.ts
 */
import { kpiTileQueries } from '../src/features/health/kpiTiles/queries';
import { serviceTableQueries } from '../src/features/health/table/queries';
import { answerMetric } from '../src/sample/answers/metric';
import { SampleLogs } from '../src/sample/answers/logs/source';
import { SampleTraces } from '../src/sample/answers/traces/source';
import { SampleShop } from '../src/sample/shop';
import { type LogSelection } from '../src/telemetry/questions/logs';
import { type SpanSelection } from '../src/telemetry/questions/traces';
import { type TimeSpan } from '../src/telemetry/timeSpan';

const HOUR = 3_600_000;
/** Distances of points that Grafana takes for lines of 60 points. */
const STEPS: Record<number, number> = { 1: HOUR / 60, 168: 3 * HOUR };
const ROUNDS = 9;
const QUERIES = [...kpiTileQueries(), ...serviceTableQueries().filter(({ ofMany }) => !ofMany)];

/** Milliseconds that a page costs whose range nobody has looked at before. */
function page(shop: SampleShop, hours: number, round: number): number {
  const to = Date.UTC(2026, 10, 18, 20) + round * HOUR;
  const span = hours * HOUR;
  const start = performance.now();
  for (const { question, compareWith } of QUERIES) {
    if (question.about === 'metric') {
      const end = compareWith === undefined ? to : to - span;
      answerMetric(shop, question, { from: end - span, to: end, step: STEPS[hours] ?? HOUR }, { errorStatus: '5..' });
    }
  }
  return performance.now() - start;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const started = performance.now();
const shop = new SampleShop();
const built = performance.now() - started;
const first = page(shop, 1, 0);
page(shop, 168, 0);
const rounds = Array.from({ length: ROUNDS }, (_, i) => i + 1);
const hour = median(rounds.map((round) => page(shop, 1, round)));
const week = median(rounds.map((round) => page(shop, 168, round)));

console.log(
  `shop of ${shop.streams.length} streams built in ${built.toFixed(0)} ms; first page ${first.toFixed(0)} ms`
);
console.log(`health page, ${QUERIES.length} questions: 1 h ${hour.toFixed(0)} ms, 7 d ${week.toFixed(0)} ms`);
console.log(`ratio 7 d to 1 h: ${(week / hour).toFixed(2)}`);

const ALL_LINES: LogSelection = { where: [], lines: [] };
const ERRORS: LogSelection = { where: [{ field: 'level', op: 'in', values: ['error'] }], lines: [] };
const SERVED: SpanSelection = { where: [], spans: 'requests' };

/** A name, and what is asked. */
type Ask = [string, (span: TimeSpan, step: number) => Promise<unknown>];

function asks(logs: SampleLogs, traces: SampleTraces): Ask[] {
  const containing = (text: string, kind: 'text' | 'regexp'): LogSelection => ({
    where: [],
    lines: [{ text, kind, caseSensitive: false, op: 'include' }],
  });
  const lines = (selection: LogSelection, limit: number) => (span: TimeSpan) =>
    logs.lines({ about: 'logLines', ...selection, limit, order: 'newest' }, span);
  const count = (selection: LogSelection) => (span: TimeSpan, step: number) =>
    logs.count({ about: 'logCount', ...selection, by: ['level'], shape: 'series' }, span, step);
  const failed = { field: 'error', op: 'is', value: true } as const;
  return [
    ['1,000 lines', lines(ALL_LINES, 1000)],
    ['200 error lines', lines(ERRORS, 200)],
    ['lines by a word', lines(containing('slow query', 'text'), 200)],
    ['lines by level', count(ALL_LINES)],
    ['lines by level, by a word', count(containing('declined', 'text'))],
    ['lines by level, by a pattern', count(containing('declined|refused', 'regexp'))],
    [
      'rate of spans',
      (span, step) =>
        traces.series({ about: 'spanSeries', ...SERVED, measure: { kind: 'rate' }, by: ['service'] }, span, step),
    ],
    [
      'heatmap',
      (span, step) =>
        traces.series(
          { about: 'spanSeries', ...SERVED, measure: { kind: 'distribution' }, by: [], exemplars: true },
          span,
          step
        ),
    ],
    [
      '100 failed traces',
      (span) => traces.search({ about: 'traces', spans: 'requests', where: [failed], limit: 100 }, span),
    ],
    ['what is different', (span) => traces.compare(SERVED, { where: [failed], span }, span)],
    ['who calls whom', (span) => traces.serviceEdges(span)],
  ];
}

async function cost([, ask]: Ask, hours: number): Promise<number> {
  const times: number[] = [];
  for (const round of rounds.slice(0, 5)) {
    const to = Date.UTC(2026, 10, 18, 20) + round * HOUR;
    const start = performance.now();
    await ask({ from: to - hours * HOUR, to }, STEPS[hours] ?? HOUR);
    times.push(performance.now() - start);
  }
  return median(times);
}

async function logsAndTraces(): Promise<void> {
  const now = () => Date.UTC(2026, 10, 20);
  for (const one of asks(new SampleLogs(shop, [], now), new SampleTraces(shop, [], now))) {
    const [short, long] = [await cost(one, 1), await cost(one, 168)];
    console.log(`${one[0]}: 1 h ${short.toFixed(0)} ms, 7 d ${long.toFixed(0)} ms, ratio ${(long / short).toFixed(2)}`);
  }
}

void logsAndTraces();
