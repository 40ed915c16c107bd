import { type Span } from '../../../telemetry/questions/traces';
import { randomNumbers } from '../../../telemetry/testing/randomNumbers';

/** Spans of a simulated shop. */
export interface Traffic {
  spans: Span[];
  /** Goes on where making the spans ended. */
  random: () => number;
}

/**
 * Server spans with attributes as a shop's have them: some of few values, some correlated (a country and its region, a
 * pod and its version), ids that are unique to a trace or to a span. Always the same for one seed.
 */
export function spansOfShop(options: { seed: number; traces: number; spansPerTrace: number }): Traffic {
  const random = randomNumbers(options.seed);
  const among = (...shares: Array<[value: string, share: number]>) => {
    let u = random();
    return shares.find(([, share]) => (u -= share) < 0)?.[0] ?? shares[0]?.[0] ?? '';
  };
  const spans: Span[] = [];
  for (let i = 0; i < options.traces; i++) {
    const traceId = (i + 1).toString(16).padStart(32, '0');
    const region = among(['eu', 0.5], ['us', 0.3], ['uk', 0.2]);
    const version = among(['1.8.1', 0.8], ['1.8.2', 0.2]);
    const common = {
      'shop.region': region,
      // Nearly the region.
      'shop.currency': random() < 0.1 ? 'EUR' : region === 'eu' ? 'EUR' : region === 'us' ? 'USD' : 'GBP',
      'shop.client': among(['web', 0.55], ['ios', 0.27], ['android', 0.18]),
      'shop.card_brand': among(['visa', 0.5], ['mastercard', 0.35], ['amex', 0.1], ['maestro', 0.05]),
      'shop.sku': `SKU-${Math.floor(random() ** 2 * 20)}`,
      'http.route': among(['/products', 0.5], ['/cart', 0.3], ['/checkout', 0.2]),
      'user.id': `u-${Math.floor(random() * 50_000)}`,
      request_id: `r-${i}`,
    };
    const resource = {
      'service.version': version,
      // Each version has pods of its own.
      'k8s.pod.name': `api-${version}-${Math.floor(random() * (version === '1.8.2' ? 2 : 6))}`,
      'cloud.region': region === 'us' ? 'us-east-1' : 'eu-west-1',
    };
    for (let n = 0; n < options.spansPerTrace; n++) {
      spans.push({
        traceId,
        spanId: (i * options.spansPerTrace + n + 1).toString(16).padStart(16, '0'),
        ...(n > 0 && { parentSpanId: (i * options.spansPerTrace + 1).toString(16).padStart(16, '0') }),
        service: 'shop-api',
        name: `GET ${common['http.route']}`,
        kind: 'server',
        start: i,
        duration: 10,
        status: 'unset',
        attributes: { ...common, 'thread.id': Math.floor(random() * 8), 'db.statement.hash': `${random()}` },
        resource,
        events: [],
        links: [],
      });
    }
  }
  return { spans, random };
}
