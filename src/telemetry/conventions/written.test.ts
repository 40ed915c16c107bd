import { renderMetricQuestion } from '../dialects/promql/render';
import { metricQuestion } from '../questions/metric';
import { counterLines, familiesOnPage, histogramLines, told } from '../testing/pages';
import { detectScraped, scrape, together } from '../exposition/scraped';
import { scrapePage, type WrittenFamily, writtenPages } from '../testing/writtenPages';
import { type MetricFamily } from './binding';

const pages = writtenPages().map((page) => [page.name, page] as const);

function seen(family: MetricFamily): Omit<WrittenFamily, 'services' | 'left'> & { services: string[] } {
  const { labels } = family.requests;
  const first = (names: string[] | undefined) => names?.[0] ?? null;
  return {
    convention: family.convention,
    ...told(family),
    labels: { route: first(labels.route), method: first(labels.method), status: first(labels.status) },
  };
}

function wanted({ convention, requests, duration, labels, services }: WrittenFamily): ReturnType<typeof seen> {
  return { convention, requests, duration, labels, services: Object.keys(services).sort() };
}

it('there are pages of many proxies', () => expect(pages.length).toBeGreaterThanOrEqual(20));

it.each(pages)('%s is found, once', (_, page) => {
  expect(detectScraped(scrapePage(page)).families.map(seen)).toEqual(page.families.map(wanted));
});

it.each(pages)('%s is found alike where it is one of very many', (_, page) => {
  const few = detectScraped(scrapePage(page), 'ofMany').families;
  const usual = detectScraped(scrapePage(page)).families;
  expect(few.map(seen)).toEqual(usual.map(seen));
  expect(few.map(({ without, statusStyle }) => ({ without, statusStyle }))).toEqual(
    usual.map(({ without, statusStyle }) => ({ without, statusStyle }))
  );
});

it.each(pages.filter(([, { families }]) => families.some(({ left }) => left)))('%s leaves sums out', (_, page) => {
  const question = metricQuestion({ measure: 'requests', stat: { kind: 'rate' } });
  const rendered = renderMetricQuestion(question, detectScraped(scrapePage(page)), { rangeSeconds: 60 });
  for (const matcher of page.families.flatMap(({ left = [] }) => left)) {
    expect('queries' in rendered && rendered.queries[0]?.expr).toContain(matcher);
  }
});

it('of Istio only what the destination reports is asked', () => {
  const page = pages.find(([name]) => name === 'istio')?.[1];
  const question = metricQuestion({ measure: 'requests', stat: { kind: 'rate' } });
  const rendered = page && renderMetricQuestion(question, detectScraped(scrapePage(page)), { rangeSeconds: 60 });
  const text = rendered && 'queries' in rendered ? rendered.queries[0]?.expr : undefined;
  expect(text).toContain('reporter="destination"');
  expect(text).not.toContain('source');
});

describe('every service behind a proxy is seen', () => {
  const names = Array.from({ length: 30 }, (_, index) => `service-${index}`);

  it.each([
    ['Envoy', 'envoy_cluster_upstream_rq', 'envoy_response_code="200",envoy_cluster_name'],
    ['Istio', 'istio_requests_total', 'reporter="destination",response_code="200",destination_canonical_service'],
    ['HAProxy', 'haproxy_backend_http_responses_total', 'code="2xx",proxy'],
    ['ingress-nginx', 'nginx_ingress_controller_requests', 'status="200",service="metrics",exported_service'],
    ['Linkerd', 'response_total', 'direction="inbound",status_code="200",statefulset'],
  ])('%s', (_, metric, labels) => {
    const page = counterLines(metric, ...names.map((name) => `${labels}="${name}"`));
    expect(familiesOnPage(page, 'proxies').flatMap(({ services }) => services)).toEqual([...names].sort());
  });
});

describe('one request at several places', () => {
  const at = (label: string, one: string) => `method="GET",code="200",${label}="${one}"`;

  it.each([
    ['service', 'entrypoint'],
    ['backend', 'frontend'],
    ['cluster', 'listener'],
    ['service', 'router'],
    ['route', 'frontend'],
  ])('of a proxy that nobody knows is counted by %s, not by %s', (better, worse) => {
    const page =
      counterLines(`proxy_${worse}_requests_total`, at(worse, 'web')) +
      counterLines(`proxy_${better}_requests_total`, at(better, 'cart'), at(better, 'pay')) +
      histogramLines(`proxy_${worse}_request_duration_seconds`, [0.1, 1], at(worse, 'web'));
    const services = better === 'route' ? ['proxy'] : ['cart', 'pay'];
    expect(familiesOnPage(page, 'proxy')).toEqual([
      { requests: `proxy_${better}_requests_total`, duration: null, services },
    ]);
  });

  it('is counted where it is, if it is at one only', () => {
    const page = counterLines('proxy_frontend_requests_total', at('frontend', 'web'));
    expect(familiesOnPage(page, 'proxy')).toEqual([
      { requests: 'proxy_frontend_requests_total', duration: null, services: ['proxy'] },
    ]);
  });

  it('two services of other jobs may be called frontend and backend', () => {
    const served = 'method="GET",code="200"';
    const scraped = together([
      scrape(counterLines('shop_frontend_requests_total', served), 'web'),
      scrape(counterLines('shop_backend_requests_total', served), 'api'),
    ]);
    expect(detectScraped(scraped).families.map((family) => told(family).services)).toEqual([['api'], ['web']]);
  });
});

describe('what is no service of the shop', () => {
  it.each<[string, string]>([
    [
      'a sidecar’s view of what its service calls',
      counterLines(
        'envoy_cluster_upstream_rq',
        'envoy_response_code="200",envoy_cluster_name="outbound|80||pay.shop.svc.cluster.local"'
      ),
    ],
    [
      'Envoy’s control plane',
      counterLines('envoy_cluster_upstream_rq', 'envoy_response_code="200",envoy_cluster_name="xds-grpc"'),
    ],
    [
      'Envoy’s admin page',
      counterLines(
        'envoy_http_downstream_rq_xx',
        'envoy_response_code_class="2",envoy_http_conn_manager_prefix="admin"'
      ),
    ],
    [
      'Traefik’s own pages',
      counterLines('traefik_service_requests_total', 'code="200",method="GET",service="api@internal"'),
    ],
    [
      'Istio’s calls, told by their source only',
      counterLines('istio_requests_total', 'reporter="source",destination_app="pay",response_code="200"'),
    ],
    [
      'Istio’s calls to what is unknown',
      counterLines('istio_requests_total', 'reporter="destination",destination_app="unknown",response_code="200"'),
    ],
    ['Linkerd’s calls', counterLines('response_total', 'direction="outbound",deployment="cart",status_code="200"')],
    [
      'Linkerd’s control plane',
      counterLines('response_total', 'direction="inbound",deployment="linkerd-destination",status_code="200"'),
    ],
    ['a backend that was never asked', 'haproxy_backend_http_responses_total{proxy="pay",code="2xx"} 0\n'],
    [
      'Caddy’s admin page',
      counterLines('caddy_admin_http_requests_total', 'code="200",handler="metrics",method="GET",path="/metrics"'),
    ],
  ])('%s', (_, page) => expect(familiesOnPage(page, 'mesh')).toEqual([]));

  it('Linkerd’s proxies are a service where nothing says of which they are', () => {
    const ends = ['inbound', 'outbound'].map((direction) => `direction="${direction}",status_code="200"`);
    expect(familiesOnPage(counterLines('response_total', ...ends), 'linkerd-proxy')).toEqual([
      { requests: 'response_total', duration: null, services: ['linkerd-proxy'] },
    ]);
  });

  it('of Hubble’s reports those of servers count', () => {
    const labels = (reporter: string) =>
      `method="GET",status="200",reporter="${reporter}",source="default/web",destination="default/cart"`;
    expect(familiesOnPage(counterLines('hubble_http_requests_total', labels('client'), labels('server')))).toEqual([
      { requests: 'hubble_http_requests_total', duration: null, services: ['default/cart'] },
    ]);
    expect(familiesOnPage(counterLines('hubble_http_requests_total', labels('client')))).toEqual([]);
  });

  it('OpenShift’s routes are the services of its HAProxy', () => {
    const labels = (route: string) => `backend="http",namespace="shop",route="${route}",code="2xx"`;
    const page = counterLines('haproxy_backend_http_responses_total', labels('cart'), labels('pay'));
    expect(familiesOnPage(page, 'router').map(({ services }) => services)).toEqual([['cart', 'pay']]);
  });

  it('an application may count responses by that name as well', () => {
    expect(familiesOnPage(counterLines('response_total', 'method="GET",status="200"'))).toEqual([
      { requests: 'response_total', duration: null, services: ['cart'] },
    ]);
  });

  it('beside its own metrics those of a mesh are not needed', () => {
    const page =
      counterLines('http_requests_total', 'method="GET",code="200"') +
      counterLines('istio_requests_total', 'reporter="destination",destination_app="cart",response_code="200"') +
      counterLines('response_total', 'direction="inbound",deployment="cart",status_code="200"');
    expect(familiesOnPage(page)).toEqual([{ requests: 'http_requests_total', duration: null, services: ['cart'] }]);
  });
});
