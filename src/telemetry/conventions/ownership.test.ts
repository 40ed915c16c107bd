import { counterLines, histogramLines, told } from '../testing/pages';
import { detectScraped, scrape, together } from '../exposition/scraped';

const OWN = 'http_request_method="GET",http_route="/",http_response_status_code="200"';
const own = (job: string) => scrape(histogramLines('http_server_request_duration_seconds', [0.1, 1], OWN), job);
const spans = (...services: string[]) => {
  const labels = services.map(
    (service) => `service="${service}",span_name="GET /",span_kind="SPAN_KIND_SERVER",status_code="STATUS_CODE_UNSET"`
  );
  const page =
    counterLines('traces_spanmetrics_calls_total', ...labels) +
    histogramLines('traces_spanmetrics_latency', [0.1, 1], ...labels);
  return scrape(page, 'tempo-generator');
};
const services = (...scrapes: Array<ReturnType<typeof scrape>>) =>
  detectScraped(together(scrapes)).families.map((family) => told(family).services);

describe("a job with OpenTelemetry's namespace, beside the spans of the same service", () => {
  it('is one service', () => {
    expect(services(own('webshop/cart'), spans('cart'))).toEqual([['webshop/cart']]);
  });

  it('is left out of the spans, as any service that its own metrics answer for', () => {
    const { families } = detectScraped(together([own('webshop/cart'), spans('cart', 'pay')]));
    expect(families.map((family) => told(family).services)).toEqual([['webshop/cart'], ['pay']]);
    expect(families[1]?.elsewhere.map(({ service }) => service)).toEqual(['cart']);
  });

  it('leaves its name to spans that say more', () => {
    const counter = scrape(counterLines('http_requests_total', 'method="GET"'), 'webshop/cart');
    expect(services(counter, spans('cart'))).toEqual([['cart']]);
  });

  it('is another service where two namespaces have one of the name', () => {
    expect(services(own('webshop/cart'), own('wholesale/cart'), spans('cart'))).toEqual([
      ['webshop/cart', 'wholesale/cart'],
      ['cart'],
    ]);
  });

  it('is another service where both write metrics of their own', () => {
    expect(services(own('webshop/cart'), own('cart'))).toEqual([['cart', 'webshop/cart']]);
  });
});

describe('a worker that processes messages, and asks others over HTTP', () => {
  const worker = scrape(
    histogramLines('messaging_process_duration_seconds', [0.1, 1], 'messaging_destination_name="orders"'),
    'fulfilment'
  );
  const spansOf = (kind: string, more: string) =>
    `service="fulfilment",span_kind="SPAN_KIND_${kind}",status_code="STATUS_CODE_UNSET",${more}`;
  const ofSpans = scrape(
    counterLines(
      'traces_spanmetrics_calls_total',
      spansOf('CONSUMER', 'span_name="process orders"'),
      spansOf('CLIENT', 'span_name="POST /labels",http_request_method="POST"')
    ),
    'tempo-generator'
  );

  it('is counted by its messages: what it asked is nothing that it served', () => {
    const { families } = detectScraped(together([worker, ofSpans]));
    expect(families.map(({ convention, requests }) => [convention, requests.metric])).toEqual([
      ['otel-messaging', 'messaging_process_duration_seconds'],
    ]);
  });
});
