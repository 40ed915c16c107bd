import { conventionEvidence } from './familyEvidence';
import { detected, histogram, SHOP } from './testing/detections';

/** The one family of the one convention that was detected. */
function evidenceOf(...series: string[]) {
  const [convention] = conventionEvidence(detected(...series));
  const [family] = convention?.families ?? [];
  if (!convention || !family) {
    throw new Error('Nothing was detected');
  }
  return { ...convention, ...family };
}

it('names metrics, labels, status and services of a known convention', () => {
  expect(conventionEvidence(SHOP)).toEqual([
    {
      title: 'Prometheus HTTP metrics',
      source: expect.stringMatching(/^https:/) as string,
      isInferred: false,
      families: [
        expect.objectContaining({
          isCovered: false,
          metrics: [
            { role: 'Requests', metric: 'http_requests_total', about: 'counter' },
            { role: 'Latency', metric: 'http_request_duration_seconds', about: 'histogram, seconds' },
          ],
          labels: [
            { field: 'service', requests: ['job'], latency: ['job'] },
            { field: 'route', requests: ['path'], latency: ['path'] },
            { field: 'method', requests: ['method'], latency: ['method'] },
            { field: 'status', requests: ['status'], latency: [] },
          ],
          status: 'codes, such as 404',
          services: ['shop-api'],
          gaps: [],
        }),
      ],
    },
  ]);
});

it('says when names were not known, and what is missing then', () => {
  const evidence = evidenceOf('gateway_calls_total{job="gateway",verb="GET",code="2xx"}');
  expect(evidence).toMatchObject({ isInferred: true, source: undefined, status: 'classes, such as 4xx' });
  expect(evidence.gaps.map(({ lack, what }) => [lack, what])).toEqual([
    ['latency', 'No latency'],
    ['route', 'No route label: no breakdown by route'],
  ]);
});

it('says that errors are unknown where there is no status', () => {
  const evidence = evidenceOf(
    'http_requests_total{job="flask-shop",method="GET",endpoint="/"}',
    ...histogram('http_request_latency_seconds', 'job="flask-shop",method="GET",endpoint="/"')
  );
  expect(evidence.status).toBe('none');
  expect(evidence.gaps).toEqual([
    expect.objectContaining({ lack: 'status', what: expect.stringMatching(/error rate is unknown/) as string }),
  ]);
});

it.each([
  [
    'http_server_requests_seconds',
    'uri',
    'In Spring Boot set management.metrics.distribution.percentiles-histogram.http.server.requests=true',
  ],
  ['http_request_duration_seconds', 'path', 'Measure latency with a histogram'],
])('says that the summary %s cannot be aggregated, and what to do', (metric, route, advice) => {
  const labels = `job="legacy",method="GET",${route}="/x",status="200"`;
  const evidence = evidenceOf(`${metric}_sum{${labels}}`, `${metric}_count{${labels}}`);
  expect(evidence.metrics.map(({ about }) => about)).toEqual(['count of a summary', 'summary, seconds']);
  expect(evidence.gaps).toEqual([{ lack: 'latency', what: expect.stringMatching(/summary/) as string, advice }]);
});

it('names the services of a family that have no latency', () => {
  const [family] = SHOP.families;
  const services = [...(family?.services ?? []), { service: 'b', label: 'job', requests: {}, environments: [] }];
  const [convention] = conventionEvidence({ ...SHOP, families: family ? [{ ...family, services }] : [] });
  expect(convention?.families.flatMap(({ gaps }) => gaps.map(({ what }) => what))).toEqual(['No latency for b']);
});

it('says the condition under which a series counts, as PromQL would', () => {
  const labels = 'service="traced",span_kind="SPAN_KIND_SERVER",span_name="GET /",status_code="STATUS_CODE_UNSET"';
  expect(evidenceOf(`traces_spanmetrics_calls_total{${labels}}`)).toMatchObject({
    only: 'span_kind="SPAN_KIND_SERVER"',
    status: 'errors marked by status_code="STATUS_CODE_ERROR"',
  });
});

describe('several families', () => {
  const [family] = SHOP.families;
  const named = (metric: string) => ({ ...family!, requests: { ...family!.requests, metric } });

  it('of one convention are its rows, those that are read first', () => {
    const detection = { ...SHOP, families: [named('a'), named('b')], covered: [named('c')] };
    const conventions = conventionEvidence(detection);
    expect(conventions).toHaveLength(1);
    expect(conventions[0]?.families.map(({ key, isCovered }) => [key.split(' ')[1], isCovered])).toEqual([
      ['a', false],
      ['b', false],
      ['c', true],
    ]);
  });

  it('are missed for nothing where others have all their services', () => {
    const covered = { ...named('c'), duration: undefined };
    const read = conventionEvidence({ ...SHOP, families: [covered], covered: [] });
    const unread = conventionEvidence({ ...SHOP, families: [], covered: [covered] });
    const gaps = (of: typeof read) => of.flatMap((one) => one.families).flatMap((one) => one.gaps);
    expect([gaps(read).length, gaps(unread).length]).toEqual([1, 0]);
  });

  it('of different conventions are apart', () => {
    const detection = detected(
      'http_requests_total{job="shop-api",method="GET",path="/products",status="200"}',
      'gateway_calls_total{job="gateway",verb="GET",code="2xx"}'
    );
    expect(conventionEvidence(detection).map(({ isInferred, families }) => [isInferred, families.length])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });
});
