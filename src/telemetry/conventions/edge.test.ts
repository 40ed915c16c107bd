import { renderMetricQuestion } from '../dialects/promql/render';
import { scrape, type Scraped, detectScraped, together } from '../exposition/scraped';
import { is, metricQuestion, type MetricQuestion } from '../questions/metric';
import { counterLines, histogramLines } from '../testing/pages';
import { promqlErrors, withMacros } from '../testing/promqlText';
import { scrapePage, writtenPages } from '../testing/writtenPages';
import { edgeOf } from './edge';

const OWN = 'method="GET",path="/",status="200"';
/** A service's own metrics: how many it served, and how long that took. */
const own = (job: string) =>
  scrape(
    counterLines('http_requests_total', OWN) + histogramLines('http_request_duration_seconds', [0.1, 1], OWN),
    job
  );
const proxied = (name: string) => {
  const page = writtenPages().find((one) => one.name === name);
  if (!page) {
    throw new Error(`No page of ${name}`);
  }
  return page;
};
const edge = (scraped: Scraped, service: string) => {
  const found = edgeOf(detectScraped(scraped), service);
  return found && [found.family.convention, found.binding.service, found.family.requests.metric];
};

/** The services that a written page knows, each with metrics of its own beside it. */
const beside = (name: string, only?: readonly string[]) => {
  const page = proxied(name);
  const services = Object.keys(page.families[0]?.services ?? {});
  return together([scrapePage(page), ...(only ?? services).map(own)]);
};

describe('the edge of a service', () => {
  it.each([
    ['ingress-nginx', 'cart', 'nginx_ingress_controller_requests'],
    ['traefik', 'cart', 'traefik_service_requests_total'],
    ['istio', 'cart', 'istio_requests_total'],
    ['haproxy', 'cart', 'haproxy_backend_http_responses_total'],
  ])('is what %s counts of it', (name, wanted, metric) => {
    const services = Object.keys(proxied(name).families[0]?.services ?? {});
    const service = services.includes(wanted) ? wanted : (services[0] ?? '');
    expect(edge(beside(name), service)).toEqual([name, service, metric]);
  });

  it('is there too where the proxy alone counts others', () => {
    expect(edge(beside('ingress-nginx', ['cart']), 'cart')?.[0]).toBe('ingress-nginx');
  });

  it('is none where only the edge counts it, where no proxy does, and of what nobody knows', () => {
    expect(edge(beside('ingress-nginx', ['cart']), 'pay')).toBeUndefined();
    expect(edge(own('cart'), 'cart')).toBeUndefined();
    expect(edge(beside('ingress-nginx'), 'nobody')).toBeUndefined();
  });

  it('knows a service by its name without a namespace, unless that may be another one', () => {
    expect(edge(together([beside('ingress-nginx', []), own('webshop/cart')]), 'webshop/cart')?.[1]).toBe('cart');
    const two = together([beside('ingress-nginx', []), own('webshop/cart'), own('wholesale/cart')]);
    expect(edge(two, 'webshop/cart')).toBeUndefined();
  });

  it.each([
    ['vouchers@docker', {}],
    ['vouchers-webshop@docker', { compose_project: 'webshop' }],
    ['webshop-vouchers-8080@kubernetes', { namespace: 'webshop' }],
  ])('is what Traefik calls %s, which is no service beside the one that it stands before', (name, target) => {
    const proxy = scrape(counterLines('traefik_service_requests_total', `code="200",service="${name}"`), 'traefik');
    const labels = Object.entries(target).map(([label, value]) => `,${label}="${value}"`);
    const served = scrape(counterLines('http_requests_total', `${OWN}${labels.join('')}`), 'vouchers');
    const scraped = together([proxy, served]);
    expect(edge(scraped, 'vouchers')?.[1]).toBe(name);
    expect(detectScraped(scraped).families.flatMap(({ services }) => services.map(({ service }) => service))).toEqual([
      'vouchers',
    ]);
  });

  it.each([
    ['another service whose name begins alike', 'webshop-vouchers-api-8080@kubernetes', 'webshop'],
    ['that of another namespace', 'wholesale-vouchers-8080@kubernetes', 'webshop'],
    ['that of another project', 'vouchers-wholesale@docker', 'webshop'],
    ['somebody’s address', 'vouchers@example.org', 'webshop'],
  ])('is not %s', (_, name, namespace) => {
    const proxy = scrape(counterLines('traefik_service_requests_total', `code="200",service="${name}"`), 'traefik');
    const served = scrape(counterLines('http_requests_total', `${OWN},namespace="${namespace}"`), 'vouchers');
    expect(edge(together([proxy, served]), 'vouchers')).toBeUndefined();
  });

  it('is that of the proxy which says most, not of two', () => {
    const bare = scrape(
      counterLines('istio_requests_total', 'reporter="destination",destination_app="cart",response_code="200"'),
      'mesh'
    );
    expect(edge(together([bare, beside('ingress-nginx')]), 'cart')?.[0]).toBe('ingress-nginx');
  });
});

describe('what is asked at the edge', () => {
  const text = (scraped: Scraped, asked: Partial<MetricQuestion>) => {
    const question = metricQuestion({ measure: 'requests', stat: { kind: 'count' }, shape: 'total', ...asked });
    const rendered = renderMetricQuestion(question, detectScraped(scraped), { rangeSeconds: 60 });
    const exprs = 'queries' in rendered ? rendered.queries.map(({ expr }) => expr) : [];
    exprs.forEach((expr) => expect(promqlErrors(withMacros(expr))).toEqual([]));
    return 'queries' in rendered ? exprs.join('\n') : rendered.notSupported;
  };
  const atEdge = { seenFrom: 'proxy', where: [is('service', 'cart')] } as const;

  it('is of the proxy alone, as without it of the service alone: the two are never added', () => {
    const both = beside('ingress-nginx');
    expect(text(both, { ...atEdge, where: [...atEdge.where] })).toMatch(
      /^sum\(increase\(nginx_ingress_controller_requests\{.*"cart"\}\[60s\]\)\)$/
    );
    expect(text(both, { where: [...atEdge.where] })).toMatch(
      /^sum\(increase\(http_requests_total\{job="cart"\}\[60s\]\)\)$/
    );
    expect(text(both, {})).not.toContain('nginx');
  });

  it('is rate, failures and percentiles, by the status that the proxy writes', () => {
    const asked = { ...atEdge, where: [...atEdge.where] };
    const both = beside('ingress-nginx');
    expect(text(both, { ...asked, measure: 'errors', stat: { kind: 'ratio' } })).toContain('status=~"5.."');
    expect(text(both, { ...asked, measure: 'duration', stat: { kind: 'quantile', q: 0.95 } })).toContain(
      'histogram_quantile(0.95, sum by (le) (rate(nginx_ingress_controller_request_duration_seconds_bucket{'
    );
  });

  it('is nothing where no proxy counts the service', () => {
    expect(text(own('cart'), { ...atEdge, where: [...atEdge.where] })).toBe('No proxy counts the requests of cart');
  });

  it('goes by the name that the proxy knows', () => {
    const scraped = together([beside('ingress-nginx', []), own('webshop/cart')]);
    const expr = text(scraped, { seenFrom: 'proxy', where: [is('service', 'webshop/cart')] });
    expect(expr).toContain('nginx_ingress_controller_requests{');
    expect(expr).toContain('"cart"');
    expect(expr).not.toContain('webshop');
  });
});
