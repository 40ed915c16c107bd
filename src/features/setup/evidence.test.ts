import { familyEvidence, missingSignals, shopSignals, signalEvidence } from './evidence';
import { detected, histogram, SHOP } from './testing/detections';

function evidenceOf(...series: string[]) {
  const [family] = detected(...series).families;
  if (!family) {
    throw new Error('Nothing was detected');
  }
  return familyEvidence(family);
}

describe('familyEvidence', () => {
  it('names metrics, labels, status and services of a known convention', () => {
    expect(SHOP.families.map(familyEvidence)).toEqual([
      expect.objectContaining({
        title: 'Prometheus HTTP metrics',
        certainty: 'known names',
        metrics: [
          { role: 'Requests', metric: 'http_requests_total', about: 'counter' },
          { role: 'Durations', metric: 'http_request_duration_seconds', about: 'histogram, seconds' },
        ],
        labels: [
          { field: 'service', requests: ['job'], durations: ['job'] },
          { field: 'route', requests: ['path'], durations: ['path'] },
          { field: 'method', requests: ['method'], durations: ['method'] },
          { field: 'status', requests: ['status'], durations: [] },
        ],
        status: 'Codes, such as 404',
        services: ['shop-api'],
        gaps: [],
      }),
    ]);
  });

  it('says when names were not known, and what is missing then', () => {
    const evidence = evidenceOf('gateway_calls_total{job="gateway",verb="GET",code="2xx"}');
    expect(evidence).toMatchObject({ certainty: 'by structure', source: undefined, status: 'Classes, such as 4xx' });
    expect(evidence.gaps.map(({ what }) => what)).toEqual(['No durations', 'No route, so a service is one row']);
  });

  it('says that errors are unknown where there is no status', () => {
    const evidence = evidenceOf(
      'http_requests_total{job="flask-shop",method="GET",endpoint="/"}',
      ...histogram('http_request_latency_seconds', 'job="flask-shop",method="GET",endpoint="/"')
    );
    expect(evidence.status).toBe('None');
    expect(evidence.gaps).toEqual([
      expect.objectContaining({ what: expect.stringMatching(/errors are unknown/) as string }),
    ]);
  });

  it('says that a summary cannot be brought together', () => {
    const labels = 'job="legacy",method="GET",uri="/x",status="200"';
    const evidence = evidenceOf(
      `http_server_requests_seconds_sum{${labels}}`,
      `http_server_requests_seconds_count{${labels}}`
    );
    expect(evidence.metrics.map(({ about }) => about)).toEqual(['count of a summary', 'summary, seconds']);
    expect(evidence.gaps.map(({ what }) => what)).toEqual([expect.stringMatching(/summary/)]);
  });

  it('names the services of a family that have no durations', () => {
    const [family] = SHOP.families;
    const services = [...(family?.services ?? []), { service: 'b', label: 'job', requests: {}, environments: [] }];
    expect(family && familyEvidence({ ...family, services }).gaps.map(({ what }) => what)).toEqual([
      'No durations of b',
    ]);
  });
});

describe('signals', () => {
  it('are told with their unit and services', () => {
    expect(shopSignals(SHOP).map(signalEvidence)).toEqual([
      expect.objectContaining({ title: 'Orders', metric: 'orders_total', services: ['shop-api'] }),
      expect.objectContaining({ title: 'Low stock', about: 'gauge, a number', services: ['shop-api'] }),
    ]);
  });

  it('that are missing are named with what was looked for', () => {
    const missing = missingSignals(SHOP);
    expect(missing.map(({ measure }) => measure)).toEqual(['revenue', 'checkoutFailures', 'cpu', 'memory', 'build']);
    expect(missing[0]?.lookedFor).toContain('order_value_total');
  });

  it('that only the monitoring stack has are none of the shop', () => {
    const detection = detected('process_resident_memory_bytes{job="prometheus"}');
    expect(detection.signals).toHaveLength(1);
    expect(shopSignals(detection)).toEqual([]);
    expect(missingSignals(detection).map(({ measure }) => measure)).toContain('memory');
  });
});
