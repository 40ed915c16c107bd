import { explainMetrics } from './explainMetrics';

const PAGE = `# TYPE http_requests_total counter
http_requests_total{method="GET",route="/cart",status="200"} 10
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{method="GET",route="/cart",le="0.01"} 9
http_request_duration_seconds_bucket{method="GET",route="/cart",le="+Inf"} 10
http_request_duration_seconds_sum{method="GET",route="/cart"} 80
http_request_duration_seconds_count{method="GET",route="/cart"} 10
# TYPE cache_size histogram
cache_size_bucket{le="+Inf"} 1
cache_size_sum 1
cache_size_count 1
# TYPE shop_colour gauge
shop_colour 3
`;

it('says what a page of metrics is taken for, and what nothing took', () => {
  expect(explainMetrics(PAGE, 'cart')).toMatchObject({
    families: [
      {
        requests: 'http_requests_total',
        duration: 'http_request_duration_seconds in s',
        services: ['cart'],
        serviceLabels: { cart: 'job' },
        labels: { route: ['route'], method: ['method'], status: ['status'] },
        statusStyle: 'code',
      },
    ],
    covered: [],
    notTaken: ['cache_size', 'shop_colour'],
  });
});

it('takes labels of the target for what names the service', () => {
  const { families } = explainMetrics(PAGE, 'kubernetes-pods', { app: 'cart' });
  expect(families[0]?.services).toEqual(['cart']);
});

it('refuses what is no page', () => {
  expect(() => explainMetrics('<html>', 'cart')).toThrow('Not a sample');
});
