import fc from 'fast-check';
import { is, metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { answerMetric } from './answers/metric';
import { BOUNDS, histogramBucket } from './latency';
import { REQUEST_LOGGER } from './requests/lines';
import { type SampleRequest, type SampleSpan } from './requests/request';
import { SampleShop } from './shop';
import { BUCKET_MS } from './time';

const shop = new SampleShop();
const START = Date.UTC(2026, 10, 16);

/** Up to a minute, anywhere in four weeks, not on the grid of buckets. */
const aWindow = fc
  .tuple(fc.integer({ min: 0, max: 28 * 24 * 3_600_000 }), fc.integer({ min: BUCKET_MS, max: 60_000 }))
  .map(([late, length]) => ({ from: START + late, to: START + late + length }));

interface Window {
  from: number;
  to: number;
}

/** The numbers that metrics tell, by the values of the fields. */
function told(question: Partial<MetricQuestion> & Pick<MetricQuestion, 'measure' | 'stat'>, { from, to }: Window) {
  const asked = metricQuestion({ shape: 'total', ...question });
  const answer = answerMetric(shop, asked, { from, to, step: BUCKET_MS }, { errorStatus: '5..' });
  if ('notSupported' in answer) {
    throw new Error(answer.notSupported);
  }
  return Object.fromEntries(answer.series.map(({ labels, values }) => [Object.values(labels).join(' '), values[0]]));
}

const allRequests = (window: Window): SampleRequest[] => shop.requests.find({ ...window, limit: Infinity }).requests;

function countBy<T>(items: readonly T[], key: (item: T) => string, amount: (item: T) => number = () => 1) {
  const counts: Record<string, number> = {};
  for (const item of items) {
    counts[key(item)] = (counts[key(item)] ?? 0) + amount(item);
  }
  return counts;
}

const served = (requests: readonly SampleRequest[]): SampleSpan[] =>
  requests.flatMap(({ spans }) => spans.filter(({ kind }) => kind === 'server'));

describe.each([['random windows']])('in %s', () => {
  it('metrics, spans and lines count the same requests, by everything that metrics know', () => {
    fc.assert(
      fc.property(aWindow, (window) => {
        const requests = allRequests(window);
        const byMetrics = told(
          {
            measure: 'requests',
            stat: { kind: 'count' },
            by: ['service', 'method', 'route', 'status', 'instance', 'version', 'environment', 'namespace'],
          },
          window
        );
        const bySpans = countBy(served(requests), ({ service, attributes }) =>
          [
            service,
            attributes['http.request.method'],
            attributes['http.route'],
            attributes['http.response.status_code'],
            attributes['service.instance.id'],
            attributes['service.version'],
            attributes['deployment.environment.name'],
            attributes['service.namespace'],
          ].join(' ')
        );
        expect(bySpans).toEqual(byMetrics);

        const ending = requests.flatMap(({ lines }) => lines.filter(({ logger }) => logger === REQUEST_LOGGER));
        const byLines = countBy(ending, ({ service, attributes: { method, route, status } }) =>
          [service, method, route, status].join(' ')
        );
        expect(byLines).toEqual(
          told({ measure: 'requests', stat: { kind: 'count' }, by: ['service', 'method', 'route', 'status'] }, window)
        );
      }),
      { numRuns: 10 }
    );
  });

  it('the histogram holds exactly the durations of the spans', () => {
    fc.assert(
      fc.property(
        aWindow,
        fc.constantFrom('catalog', 'cart', 'payments', 'shop-api', 'storefront'),
        (window, service) => {
          const spans = served(allRequests(window)).filter((span) => span.service === service);
          const byMetrics = told(
            { measure: 'duration', stat: { kind: 'distribution' }, where: [is('service', service)] },
            window
          );
          const bySpans = countBy(spans, ({ duration }) => String(BOUNDS[histogramBucket(duration / 1000)] ?? '+Inf'));
          const filled = Object.fromEntries(Object.entries(byMetrics).filter(([, count]) => count !== 0));
          expect(filled).toEqual(bySpans);
        }
      ),
      { numRuns: 10 }
    );
  });

  it('orders, their value and failed checkouts are those of the requests', () => {
    fc.assert(
      fc.property(aWindow, (window) => {
        const checkouts = allRequests(window).filter(({ route, method }) => route === '/checkout' && method === 'POST');
        const placed = checkouts.filter(({ status }) => status < 400);
        expect(told({ measure: 'orders', stat: { kind: 'count' } }, window)[''] ?? 0).toBe(placed.length);
        expect(told({ measure: 'checkoutFailures', stat: { kind: 'count' } }, window)[''] ?? 0).toBe(
          checkouts.length - placed.length
        );
        const revenue = countBy(
          placed,
          ({ attributes }) => attributes.currency ?? '',
          ({ attributes }) => Number(attributes.amount)
        );
        const byMetrics = told({ measure: 'revenue', stat: { kind: 'count' } }, window);
        expect(Object.keys(byMetrics).sort()).toEqual(Object.keys(revenue).sort());
        for (const [currency, value] of Object.entries(revenue)) {
          expect(byMetrics[currency]).toBeCloseTo(value, 6);
        }
      }),
      { numRuns: 10 }
    );
  });

  it('the time that metrics say was spent is the time of the spans, but for the chance within a class', () => {
    const window = { from: START + 20 * 3_600_000, to: START + 20 * 3_600_000 + 900_000 };
    const bySpans = countBy(
      served(allRequests(window)),
      ({ service }) => service,
      ({ duration }) => duration / 1000 / 900
    );
    const byMetrics = told({ measure: 'duration', stat: { kind: 'timeSpent' }, by: ['service'] }, window);
    for (const [service, seconds] of Object.entries(bySpans)) {
      expect(Math.abs((byMetrics[service] ?? 0) / seconds - 1)).toBeLessThan(0.015);
    }
  });
});

describe('a request', () => {
  const window = { from: START + 7 * 3_600_000 + 25 * 60_000, to: START + 7 * 3_600_000 + 27 * 60_000 };
  const requests = allRequests(window);

  it('is found again by its trace id, exactly as it was', () => {
    for (const request of requests.slice(0, 100)) {
      expect(shop.requests.byTraceId(request.traceId, window.to)).toEqual(request);
    }
    expect(new Set(requests.map(({ traceId }) => traceId)).size).toBe(requests.length);
  });

  it('is not found before it happened, nor by an id that is none of ours', () => {
    const [latest] = requests;
    expect(shop.requests.byTraceId(latest?.traceId ?? '', window.from)).toBeUndefined();
    expect(shop.requests.byTraceId('0123456789abcdef0123456789abcdef', window.to)).toBeUndefined();
    expect(shop.requests.byTraceId('not a trace', window.to)).toBeUndefined();
  });

  it('has a tree of spans, each within the one that caused it, and all within one bucket of time', () => {
    const micro = 0.0011;
    for (const { spans, lines, start, duration } of requests) {
      const byId = new Map(spans.map((span) => [span.spanId, span]));
      expect(byId.size).toBe(spans.length);
      expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1);
      for (const span of spans.filter(({ parentSpanId }) => parentSpanId !== undefined)) {
        const parent = byId.get(span.parentSpanId ?? '');
        expect(parent?.start).toBeLessThanOrEqual(span.start + micro);
        expect((parent?.start ?? 0) + (parent?.duration ?? 0)).toBeGreaterThanOrEqual(
          span.start + span.duration - micro
        );
      }
      for (const { spanId, time } of lines) {
        const span = byId.get(spanId);
        expect(time).toBeGreaterThanOrEqual((span?.start ?? Infinity) - micro);
        expect(time).toBeLessThanOrEqual((span?.start ?? 0) + (span?.duration ?? 0) + micro);
      }
      expect(Math.floor(start / BUCKET_MS)).toBe(Math.floor((start + duration) / BUCKET_MS));
    }
  });

  it('is told in words without gaps', () => {
    for (const { lines } of requests) {
      lines.forEach(({ message }) => expect(message).not.toMatch(/[{}]|undefined(?! \(reading)/));
    }
  });
});

it('finds only the latest where not all are wanted, but counts all', () => {
  const window = { from: START, to: START + 3_600_000 };
  const where = [is('service', 'payments'), is('route', '/charges')];
  const all = shop.requests.find({ ...window, where, limit: Infinity });
  const some = shop.requests.find({ ...window, where, limit: 10 });
  expect(some.total).toBe(all.requests.length);
  expect(some.requests).toEqual(all.requests.slice(0, 10));
  const starts = all.requests.map(({ start }) => start);
  expect(starts).toEqual([...starts].sort((a, b) => b - a));
});
