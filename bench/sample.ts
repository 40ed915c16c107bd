/**
 * What the sample shop costs: the questions of the health page over seven days, as a ratio to the same over one hour.
 * Run: npx tsx bench/sample.ts
 */
import { glanceQueries } from '../src/panels/glance/queries';
import { healthTableQueries, serviceQueries } from '../src/panels/healthTable/queries';
import { answerMetric } from '../src/sample/answers/metric';
import { SampleShop } from '../src/sample/shop';

const HOUR = 3_600_000;
/** Distances of points that Grafana takes for lines of 60 points. */
const STEPS: Record<number, number> = { 1: HOUR / 60, 168: 3 * HOUR };
const ROUNDS = 9;
const QUERIES = [...glanceQueries(), ...healthTableQueries('service'), ...serviceQueries()];

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
