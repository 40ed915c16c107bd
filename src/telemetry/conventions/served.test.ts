import { counterLines, familiesOnPage, histogramLines, summaryLines } from '../testing/pages';

const BOUNDS = [0.1, 1];

describe('requests that a service makes are not those that it serves', () => {
  it.each<[string, string]>([
    [
      'AWS’ SDK in a controller',
      counterLines(
        'aws_api_calls_total',
        'error_code="",operation="DescribeInstances",service="EC2",status_code="200"',
        'error_code="",operation="DescribeTargetHealth",service="Elastic Load Balancing v2",status_code="200"'
      ) + histogramLines('aws_api_request_duration_seconds', BOUNDS, 'operation="DescribeInstances",service="EC2"'),
    ],
    [
      'Argo CD’s calls of Kubernetes',
      counterLines(
        'argocd_app_k8s_request_total',
        'name="apps",namespace="argo",project="default",resource_kind="api",response_code="200",server="https://10.96.0.1:443",verb="Get"'
      ),
    ],
    [
      'OkHttp by Micrometer',
      summaryLines(
        'okhttp_requests_seconds',
        'method="GET",outcome="SUCCESS",status="200",target_host="api",uri="/pay"'
      ),
    ],
    [
      'client-go in a controller',
      counterLines('rest_client_requests_total', 'code="200",host="10.96.0.1:443",method="GET"') +
        histogramLines('rest_client_request_duration_seconds', BOUNDS, 'host="10.96.0.1:443",verb="GET"'),
    ],
    [
      'RestTemplate by Micrometer',
      summaryLines(
        'http_client_requests_seconds',
        'client_name="pay",method="GET",outcome="SUCCESS",status="200",uri="/pay"'
      ),
    ],
    [
      'OpenTelemetry',
      histogramLines(
        'http_client_request_duration_seconds',
        BOUNDS,
        'http_request_method="GET",http_response_status_code="200",server_address="pay"'
      ),
    ],
    [
      'prometheus-net',
      counterLines('httpclient_requests_sent_total', 'method="GET",host="pay",client="pay",code="200"') +
        histogramLines(
          'httpclient_request_duration_seconds',
          BOUNDS,
          'method="GET",host="pay",client="pay",code="200"'
        ),
    ],
    [
      'cloud providers in Kubernetes',
      histogramLines('cloudprovider_gce_api_request_duration_seconds', BOUNDS, 'request="list",code="200"') +
        counterLines('cloudprovider_azure_api_requests_total', 'request="vm_get",method="GET",code="200"'),
    ],
    ['Azure', counterLines('azure_api_requests_total', 'method="GET",status="200"')],
    ['S3, by hand', counterLines('s3_requests_total', 'method="PUT",status="200"')],
    ['GitHub in a controller', counterLines('argocd_github_api_requests_total', 'method="GET",status="200"')],
    ['Axios, by hand', counterLines('axios_requests_total', 'method="get",status="200"')],
    ['WebClient', summaryLines('shop_webclient_requests_seconds', 'method="GET",status="200"')],
    [
      'a partner, by hand',
      histogramLines('shop_external_request_duration_seconds', BOUNDS, 'method="GET",status="200"'),
    ],
    [
      'what an application calls downstream',
      counterLines('shop_downstream_requests_total', 'method="GET",status="200"'),
    ],
    [
      'kubectl in a controller',
      counterLines('argocd_kubectl_requests_total', 'method="GET",code="200",host="10.96.0.1"'),
    ],
    ['Boto', counterLines('boto3_requests_total', 'method="GET",status="200"')],
    ['GitLab’s calls', histogramLines('gitlab_external_http_duration_seconds', BOUNDS, 'method="GET",code="200"')],
    ['Vert.x', counterLines('vertx_http_client_requests_total', 'method="GET",code="200"')],
    ['what is sent out', counterLines('http_out_requests_total', 'method="GET",status="200"')],
    ['webhooks that are delivered', counterLines('shop_webhook_delivery_requests_total', 'method="POST",status="200"')],
    ['a dependency', histogramLines('dependency_request_duration_seconds', BOUNDS, 'method="GET",status="200"')],
    ['a remote API', counterLines('remote_api_requests_total', 'method="GET",status="200"')],
    [
      'a client that Micrometer names',
      summaryLines('http_requests_seconds', 'clientName="pay",method="GET",status="200"'),
    ],
    ['an SDK', counterLines('launchdarkly_sdk_requests_total', 'method="GET",status="200"')],
    [
      'a label that only clients have',
      counterLines('shop_requests_total', 'method="GET",code="200",peer_service="pay"'),
    ],
    [
      'an address of another server',
      counterLines('shop_requests_total', 'method="GET",code="200",url="https://pay.example/v1"'),
    ],
  ])('%s', (_, page) => expect(familiesOnPage(page)).toEqual([]));

  it('beside those that it serves they do not count', () => {
    const page =
      counterLines('shop_requests_total', 'method="GET",code="200",path="/cart"') +
      counterLines('shop_client_requests_total', 'method="GET",code="200"') +
      counterLines('s3_requests_total', 'method="GET",status="200"');
    expect(familiesOnPage(page)).toEqual([{ requests: 'shop_requests_total', duration: null, services: ['cart'] }]);
  });

  it.each([
    [
      'a webhook that Kubernetes calls',
      'controller_runtime_webhook_requests_total',
      'code="200",method="POST",webhook="/mutate"',
    ],
    ['a server of its own objects', 'minio_s3_requests_total', 'method="GET",code="200"'],
    ['an API', 'api_calls_total', 'method="GET",endpoint="/cart",status="200"'],
    ['a host name as clients wrote it', 'shop_requests_total', 'method="GET",host="shop.example:443",code="200"'],
  ])('%s is served', (_, name, labels) => {
    expect(familiesOnPage(counterLines(name, labels)).map(({ requests }) => requests)).toEqual([name]);
  });
});

describe('of several counters of one server the whole counts', () => {
  const ALL = 'method="GET",path="/cart",status="200"';

  it('gin-metrics counts slow requests as well', () => {
    const page =
      counterLines('gin_request_total', '') +
      counterLines(
        'gin_uri_request_total',
        'code="200",method="GET",uri="/cart"',
        'code="500",method="GET",uri="/cart"'
      ) +
      counterLines('gin_slow_request_total', 'code="200",method="GET",uri="/cart"') +
      counterLines('gin_request_body_total', '') +
      histogramLines('gin_request_duration', [0.1, 0.3, 1.2, 5, 10], 'uri="/cart"');
    expect(familiesOnPage(page)).toEqual([
      { requests: 'gin_uri_request_total', duration: 'gin_request_duration in s', services: ['cart'] },
    ]);
  });

  it.each<[string, string[]]>([
    ['shop_http_requests_total', ['shop_http_failed_requests_total', 'shop_http_slow_requests_total']],
    ['shop_requests_total', ['shop_error_requests_total', 'shop_requests_errors_total']],
    ['shop_requests_total', ['shop_successful_requests_total', 'shop_rejected_requests_total']],
    ['shop_requests_total', ['shop_throttled_requests_total', 'shop_rate_limited_requests_total']],
    ['shop_responses_total', ['shop_5xx_responses_total', 'shop_4xx_responses_total']],
    ['shop_requests_total', ['shop_cached_requests_total', 'shop_timed_out_requests_total']],
    ['shop_requests_total', ['shop_retried_requests_total', 'shop_cancelled_requests_total']],
    ['http_requests_total', ['http_failed_requests_total', 'http_requests_failed_total']],
  ])('%s, not %j', (whole, parts) => {
    const page = parts.map((part) => counterLines(part, ALL)).join('') + counterLines(whole, ALL);
    expect(familiesOnPage(page)).toEqual([{ requests: whole, duration: null, services: ['cart'] }]);
  });

  it.each(['shop_failed_requests_total', 'shop_slow_requests_total', 'shop_blocked_requests_total'])(
    '%s alone is no count of requests',
    (part) => expect(familiesOnPage(counterLines(part, ALL))).toEqual([])
  );

  it('a counter for each path has the durations of them all', () => {
    const page =
      counterLines('shop_path_requests_total', ALL) +
      histogramLines('shop_request_duration_seconds', BOUNDS, 'path="/cart"');
    expect(familiesOnPage(page)).toEqual([
      { requests: 'shop_path_requests_total', duration: 'shop_request_duration_seconds in s', services: ['cart'] },
    ]);
  });

  it('of two that say how much the one that says more', () => {
    const page =
      counterLines('shop_requests_total', 'method="GET"') +
      counterLines('shop_requests_by_status_total', 'method="GET",status="200"', 'method="GET",status="500"');
    expect(familiesOnPage(page)).toEqual([
      { requests: 'shop_requests_by_status_total', duration: null, services: ['cart'] },
    ]);
  });
});
