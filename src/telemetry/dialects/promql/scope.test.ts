import { is, metricQuestion } from '../../questions/metric';
import { detectScraped, scrape, together } from '../../exposition/scraped';
import { renderMetricQuestion } from './render';

/** One job with two services that a label tells apart. */
const shop = `
# TYPE http_requests_total counter
http_requests_total{service="cart",method="GET",path="/",status="200"} 1
http_requests_total{service="stock",method="GET",path="/",status="200"} 1
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{service="cart",method="GET",path="/",le="+Inf"} 1
http_request_duration_seconds_count{service="cart",method="GET",path="/"} 1
http_request_duration_seconds_bucket{service="stock",method="GET",path="/",le="+Inf"} 1
http_request_duration_seconds_count{service="stock",method="GET",path="/"} 1
`;

/** An application that only its job names, and that counts its requests under the same name. */
const flask = `
# TYPE http_requests_total counter
http_requests_total{method="GET",endpoint="/"} 1
# TYPE http_request_latency_seconds histogram
http_request_latency_seconds_bucket{method="GET",endpoint="/",le="+Inf"} 1
http_request_latency_seconds_count{method="GET",endpoint="/"} 1
`;

describe('services that another family answers for', () => {
  const detection = detectScraped(together([scrape(shop, 'shop'), scrape(flask, 'flask')]));
  const textOf = (question: Parameters<typeof metricQuestion>[0]) => {
    const rendered = renderMetricQuestion(metricQuestion(question), detection, { rangeSeconds: 3600 });
    return 'queries' in rendered ? rendered.queries.map(({ expr }) => expr).join('\n') : rendered.notSupported;
  };

  it('are left out by the label that names them', () => {
    const text = textOf({ measure: 'requests', stat: { kind: 'rate' }, by: ['service'] });
    expect(text).toContain('rate(http_requests_total{service!="", service!="flask"}[');
    expect(text).toContain('rate(http_requests_total{service="", job!~"cart|stock"}[');
  });

  it('need no mention where one service is asked for', () => {
    const text = textOf({ measure: 'requests', stat: { kind: 'rate' }, where: [is('service', 'cart')] });
    expect(text).toBe('sum(rate(http_requests_total{service="cart"}[$__rate_interval]))');
  });
});
