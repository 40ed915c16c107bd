import fc from 'fast-check';
import { type FoundTrace, type SpanSelection, type SpanSeries, type TraceSource } from '../telemetry/questions/traces';
import { findDurations } from './foundDurations';

const HOUR = { from: 3_600_000, to: 7_200_000 };
const STEP = 60_000;
const BASE: SpanSelection = { spans: 'requests', where: [{ field: 'service', op: 'in', values: ['cart'] }] };

type Matched = NonNullable<FoundTrace['matched']>;

function trace(n: number, start: number, duration: number, status: Matched['status'] = 'ok'): FoundTrace {
  const matched: Matched = {
    spanId: String(n),
    service: 'cart',
    name: 'GET /cart',
    start,
    duration,
    status,
    attributes: {},
  };
  // The request began before, and goes on after what was looked for.
  return {
    traceId: String(n),
    rootService: 'web',
    rootName: 'GET /',
    start: start - 10,
    duration: duration + 20,
    matched,
  };
}

/** Finds the latest of these by their matched spans, as Tempo does: also those that only reach into the time. */
function sourceOf(traces: FoundTrace[]) {
  const search = jest.fn<ReturnType<TraceSource['search']>, Parameters<TraceSource['search']>>(
    async ({ limit }, { from, to }) => {
      const found = traces
        .filter(({ start, duration }) => start <= to && start + duration >= from)
        .sort((a, b) => b.start - a.start);
      return { traces: found.slice(0, limit), isCut: found.length >= limit, sent: [] };
    }
  );
  return { search };
}

const countOf = (series: SpanSeries[]) =>
  series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);

it('looks into every part of the time, and counts each request once', async () => {
  const source = sourceOf([
    trace(1, HOUR.from + 10, 30),
    // In two parts.
    trace(2, HOUR.from + 599_990, 500, 'error'),
    trace(3, HOUR.to - 20, 30),
    // Only its beginning is in it.
    trace(4, HOUR.to + 5, 30),
  ]);
  const found = await findDurations(source, BASE, HOUR, STEP);
  expect(source.search).toHaveBeenCalledTimes(6);
  expect(source.search.mock.calls.map(([question]) => question)).toEqual(
    Array.from({ length: 6 }, () => ({ about: 'traces', ...BASE, limit: 100, spansOfEach: 20 }))
  );
  expect([countOf(found.series), countOf(found.failed), found.isCut]).toEqual([3, 1, false]);
  expect(found.failed[0]?.times[found.failed[0].values.indexOf(1)]).toBe(HOUR.from + 600_000);
  expect(found.exemplars).toContainEqual({ traceId: '2', time: HOUR.from + 599_990, duration: 0.5, labels: {} });
});

it('counts every span of a trace that meets the conditions', async () => {
  const one = trace(1, HOUR.from + 10, 30);
  const inner = { ...trace(2, HOUR.from + 20, 5, 'error').matched } as Matched;
  const { matched } = one;
  const source = sourceOf(matched ? [{ ...one, matches: [matched, inner] }] : []);
  const { series, failed } = await findDurations(source, BASE, HOUR, STEP);
  expect([countOf(series), countOf(failed)]).toEqual([2, 1]);
});

it('says that there are more, and shows some of every part', async () => {
  const many = Array.from({ length: 3000 }, (_, n) => trace(n, HOUR.from + n * 1200, 1));
  const found = await findDurations(sourceOf(many), BASE, HOUR, STEP);
  expect(found.isCut).toBe(true);
  expect(countOf(found.series)).toBeGreaterThanOrEqual(595);
  const parts = new Set(found.exemplars.map(({ time }) => Math.floor((time - HOUR.from) / 600_000)));
  expect([...parts].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(found.exemplars.length).toBeLessThanOrEqual(40);
});

it('counts all that there are, whenever they were, as long as no part has too many', async () => {
  const starts = fc.array(fc.integer({ min: HOUR.from - 5000, max: HOUR.to + 5000 }), { maxLength: 90 });
  await fc.assert(
    fc.asyncProperty(starts, async (all) => {
      const { series, isCut } = await findDurations(
        sourceOf(all.map((start, n) => trace(n, start, 50))),
        BASE,
        HOUR,
        STEP
      );
      expect(countOf(series)).toBe(all.filter((start) => start >= HOUR.from && start < HOUR.to).length);
      expect(isCut).toBe(false);
    })
  );
});
