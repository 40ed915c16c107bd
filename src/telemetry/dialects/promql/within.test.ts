import fc from 'fast-check';
import { is, metricQuestion, type Stat } from '../../questions/metric';
import { detectScraped, scrape } from '../../exposition/scraped';
import { promqlErrors, promqlStrings, unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { promDuration } from './promDuration';
import { renderMetricQuestion } from './render';
import { spellingsOf } from './within';

const page = (name: string) =>
  scrape(
    `http_requests_total{path="/",method="GET",status="200"} 9\n${name}_bucket{path="/",le="0.1"} 5\n` +
      `${name}_bucket{path="/",le="+Inf"} 9\n${name}_sum{path="/"} 1\n${name}_count{path="/"} 9\n`,
    'shop'
  );

function text(stat: Extract<Stat, { kind: 'within' }>, shape: 'total' | 'series' = 'total', window?: number): string {
  const question = metricQuestion({ measure: 'duration', stat, where: [is('service', 'shop')], shape, window });
  const rendered = renderMetricQuestion(question, detectScraped(page('http_request_duration_seconds')), {
    rangeSeconds: 3600,
  });
  const expr = 'notSupported' in rendered ? rendered.notSupported : (rendered.queries[0]?.expr ?? '');
  expect(promqlErrors(expr.replaceAll('$__rate_interval', '1m'))).toEqual([]);
  return expr;
}

it('asks for all buckets where no bound is known', () => {
  expect(text({ kind: 'within', seconds: 0.3 })).toBe(
    'sum by (le) (increase(http_request_duration_seconds_bucket{job="shop"}[3600s]))'
  );
});

it('asks for the buckets of known bounds only, over a window of its own', () => {
  expect(text({ kind: 'within', seconds: 0.3, bounds: [0.3, Infinity] }, 'series', 300)).toBe(
    String.raw`sum by (le) (rate(http_request_duration_seconds_bucket{job="shop", le=~"0\\.3|3e-01|3\\.0E-1|\\+Inf"}[5m]))`
  );
});

it.each([
  [0.3, '0.3'],
  [1, '1'],
  [1, '1.0'],
  [1e6, '1e+06'],
  [2.5e6, '2.5e+06'],
  [0.00005, '5e-05'],
  [1e7, '1.0E7'],
  [Infinity, '+Inf'],
])('finds the bound %d as %s', (bound, spelling) => {
  expect(spellingsOf(bound)).toContain(spelling);
});

it('finds no other bound', () => {
  const bound = fc.double({ min: 1e-9, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(bound, (one) => {
      const literals = promqlStrings(text({ kind: 'within', seconds: one, bounds: [one] }));
      const pattern = new RegExp(`^(?:${unquote(literals.at(-1) ?? '')})$`);
      const written = Number(one.toPrecision(12));
      expect(pattern.test(String(written))).toBe(true);
      expect(spellingsOf(written).map(Number)).toEqual(spellingsOf(written).map(() => written));
      expect(pattern.test(String(written * 2))).toBe(false);
    }),
    { numRuns: propertyRuns(200) }
  );
});

it.each([
  [300, '5m'],
  [90, '90s'],
  [2_592_000, '30d'],
  [7200, '2h'],
  [0.2, '1s'],
])('writes %d seconds as %s', (seconds, duration) => {
  expect(promDuration(seconds)).toBe(duration);
});
