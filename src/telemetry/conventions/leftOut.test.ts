import { metricQuestion } from '../questions/metric';
import { renderMetricQuestion } from '../dialects/promql/render';
import { counterLines, detectPage, histogramLines } from '../testing/pages';

/** What is asked for the requests of a page's services. */
function asked(page: string, job = 'cart'): string | undefined {
  const question = metricQuestion({ measure: 'requests', stat: { kind: 'rate' } });
  const rendered = renderMetricQuestion(question, detectPage(page, job), { rangeSeconds: 3600 });
  return 'notSupported' in rendered ? undefined : rendered.queries[0]?.expr;
}

describe('of both ends of a call only that which served it', () => {
  it.each<[string, string, string, string]>([
    ['a mesh by who reports', 'mesh_http_requests_total', 'reporter', 'client'],
    ['a proxy', 'proxy_requests_total', 'direction', 'outbound'],
    ['a proxy in short', 'proxy_requests_total', 'direction', 'out'],
    ['a mesh', 'mesh_http_requests_total', 'traffic_direction', 'egress'],
    ['both sides by hand', 'shop_http_requests_total', 'side', 'client'],
    ['the usual counter', 'http_requests_total', 'direction', 'outgoing'],
  ])('%s', (_, name, label, made) => {
    const served = { client: 'server', outbound: 'inbound', out: 'in', egress: 'ingress', outgoing: 'incoming' }[made];
    const labels = (end = '') => `method="GET",status="200",${label}="${end}"`;
    expect(asked(counterLines(name, labels(made), labels(served)))).toBe(
      `sum(rate(${name}{${label}!="${made}"}[$__rate_interval]))`
    );
    expect(asked(counterLines(name, labels(made)))).toBeUndefined();
  });

  it('is asked of the durations as well', () => {
    const labels = (end: string) => `method="GET",status="200",direction="${end}"`;
    const page = histogramLines('proxy_request_duration_seconds', [0.1, 1], labels('outbound'), labels('inbound'));
    const question = metricQuestion({ measure: 'duration', stat: { kind: 'mean' } });
    const rendered = renderMetricQuestion(question, detectPage(page), { rangeSeconds: 3600 });
    const text = 'queries' in rendered ? rendered.queries[0]?.expr : undefined;
    expect(text?.match(/direction!="outbound"/g)).toHaveLength(2);
  });

  it('a label that holds other things is no end of a call', () => {
    const page = counterLines(
      'shop_requests_total',
      'method="GET",status="200",kind="client"',
      'method="GET",status="200",kind="vip"'
    );
    expect(asked(page)).toBe('sum(rate(shop_requests_total[$__rate_interval]))');
  });

  it('services may be called client and server', () => {
    const page = counterLines(
      'shop_requests_total',
      'method="GET",status="200",service="client"',
      'method="GET",status="200",service="server"'
    );
    expect(asked(page)).toBe('sum(rate(shop_requests_total[$__rate_interval]))');
  });
});

describe('a series that is the sum of its neighbours', () => {
  it('is left out, by each label that tells of one', () => {
    const page = counterLines(
      'vhost_requests_total',
      'host="*",code="total"',
      'host="*",code="2xx"',
      'host="shop",code="total"',
      'host="shop",code="2xx"',
      'host="shop",code="5xx"'
    );
    const text = asked(page, 'nginx');
    expect(text).toContain('code!="total"');
    expect(text).toContain('host!="*"');
  });

  it.each([
    ['status', 'total', '200'],
    ['status_code', 'all', '2xx'],
    ['code', 'ALL', '200'],
    ['vhost', '_total', 'shop'],
    ['zone', 'TOTAL', 'a'],
    ['name', 'Aggregated', 'cart'],
    ['site', '_Total', 'shop'],
    ['endpoint', 'all', '/cart'],
    ['path', 'total', '/cart/:id'],
  ])('%s="%s"', (label, sum, one) => {
    const labels = (value: string) =>
      `method="GET",${/^(?:status|code)/.test(label) ? '' : 'status="200",'}${label}="${value}"`;
    expect(asked(counterLines('shop_requests_total', labels(sum), labels(one)))).toBe(
      `sum(rate(shop_requests_total{${label}!="${sum}"}[$__rate_interval]))`
    );
  });

  it.each([
    [
      'a route for all that no other takes',
      'method="GET",status="200",path="*"',
      'method="GET",status="200",path="/cart"',
    ],
    ['a route of that name', 'method="GET",status="200",route="total"', 'method="GET",status="200",route="cart"'],
    ['a host for all, alone', 'method="GET",status="200",host="*"', 'method="POST",status="200",host="*"'],
    ['a service of that name', 'method="GET",status="200",service="total"', 'method="GET",status="200",service="b"'],
  ])('%s is none', (_, ...labels) => {
    expect(asked(counterLines('shop_requests_total', ...labels))).toBe(
      'sum(rate(shop_requests_total[$__rate_interval]))'
    );
  });
});
