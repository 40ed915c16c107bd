import { counterLines, detectPage, familiesOnPage, histogramLines, summaryLines } from '../testing/pages';

/** The labels that carry what of a page's one family. */
function carried(page: string): Array<string | undefined> {
  const [family] = detectPage(page, 'gateway').families;
  return (['route', 'method', 'status'] as const).map((field) => family?.requests.labels[field]?.[0]);
}

describe('labels in camel case', () => {
  it('Spring Cloud Gateway’s own metric', () => {
    const page = summaryLines(
      'spring_cloud_gateway_requests_seconds',
      'httpMethod="GET",httpStatusCode="200",outcome="SUCCESSFUL",routeId="cart",routeUri="http://cart",status="OK"'
    );
    expect(familiesOnPage(page, 'gateway')).toEqual([
      {
        requests: 'spring_cloud_gateway_requests_seconds',
        duration: 'spring_cloud_gateway_requests_seconds in s',
        services: ['gateway'],
      },
    ]);
    expect(carried(page)).toEqual(['routeId', 'httpMethod', 'httpStatusCode']);
  });

  it.each([
    ['httpRoute', 'httpMethod', 'statusCode'],
    ['requestPath', 'requestMethod', 'responseCode'],
    ['routePattern', 'method', 'httpStatus'],
    ['url_path', 'request_method', 'response_status_code'],
    ['route_name', 'http_verb', 'http_code'],
    ['uri_template', 'httpRequestMethod', 'response_status'],
  ])('%s, %s, %s', (route, method, status) => {
    const page = counterLines('shop_requests_total', `${route}="/cart",${method}="GET",${status}="200"`);
    expect(carried(page)).toEqual([route, method, status]);
  });
});

it('a controller and its action are a route', () => {
  const page = counterLines('rails_requests_total', 'controller="cart",action="show",method="get",status="200"');
  expect(carried(page)).toEqual(['controller/action', 'method', 'status']);
});

describe('a service’s name in a label of its target', () => {
  const labels = (label: string, service: string) => `code="200",method="get",${label}="${service}"`;

  it('as public configurations of Prometheus for Kubernetes write it', () => {
    const page = counterLines(
      'http_requests_total',
      'code="200",method="get",kubernetes_name="cart",kubernetes_namespace="shop"',
      'code="200",method="get",kubernetes_name="pay",kubernetes_namespace="shop"'
    );
    expect(familiesOnPage(page, 'kubernetes-service-endpoints')).toEqual([
      { requests: 'http_requests_total', duration: null, services: ['cart', 'pay'] },
    ]);
    expect(detectPage(page).families[0]?.requests.labels.namespace).toEqual(['kubernetes_namespace']);
  });

  it.each([
    'kubernetes_service_name',
    'k8s_service_name',
    'k8s_app',
    'k8s_deployment_name',
    'kube_deployment',
    'app_name',
    'appName',
    'serviceName',
    'svc',
    'deployment',
    'workload',
    'label_app_kubernetes_io_name',
    'consul_service',
    'nomad_task',
    'ecs_service_name',
    'application_name',
    'kubernetes_service',
    'k8s_statefulset_name',
    'app_kubernetes_io_instance',
    'nomad_job',
    'container_label_com_docker_swarm_service_name',
    'io_kompose_service',
    'swarm_service',
    'container_label_com_docker_compose_service',
    // A job that gave way to that of the target, such as a collector's or a Pushgateway's.
    'exported_job',
  ])('%s', (label) => {
    const page = counterLines('http_requests_total', labels(label, 'cart'), labels(label, 'pay'));
    expect(familiesOnPage(page, 'pods').map(({ services }) => services)).toEqual([['cart', 'pay']]);
  });

  it('is not taken where the one that is usual says it', () => {
    const page = counterLines('http_requests_total', `${labels('kubernetes_name', 'cart-metrics')},app="cart"`);
    expect(familiesOnPage(page).map(({ services }) => services)).toEqual([['cart']]);
  });
});

describe('span metrics in any namespace', () => {
  const span = 'service_name="cart",span_name="GET /cart",span_kind="SPAN_KIND_SERVER",status_code="STATUS_CODE_UNSET"';
  const client = span.replace('SERVER', 'CLIENT');

  it.each([
    ['traces_spanmetrics_calls_total', 'traces_spanmetrics_duration_milliseconds', 'ms'],
    ['traces_spanmetrics_calls_total', 'traces_spanmetrics_duration_seconds', 's'],
    ['traces_spanmetrics_calls_total', 'traces_spanmetrics_latency', 's'],
    ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_seconds', 's'],
    ['span_metrics_calls_total', 'span_metrics_duration_milliseconds', 'ms'],
    ['spanmetrics_calls_total', 'spanmetrics_duration_ms', 'ms'],
    ['otel_calls_total', 'otel_duration_milliseconds', 'ms'],
    ['calls_total', 'duration_milliseconds', 'ms'],
    ['calls', 'duration_seconds', 's'],
    ['acme_traces_calls_total', 'acme_traces_duration_seconds', 's'],
    ['traces_spanmetrics_calls', 'traces_spanmetrics_duration', 's'],
  ])('%s with %s', (calls, duration, unit) => {
    const page = counterLines(calls, client, span) + histogramLines(duration, [0.002, 0.1, 1, 16], client, span);
    expect(familiesOnPage(page, 'collector')).toEqual([
      { requests: calls, duration: `${duration} in ${unit}`, services: ['cart'] },
    ]);
  });

  it('reads the route of the first processor, which called it an operation', () => {
    const labels = span.replace('span_name', 'operation');
    const page = counterLines('calls_total', labels) + histogramLines('latency', [2, 100, 1000, 10000], labels);
    expect(familiesOnPage(page)).toEqual([{ requests: 'calls_total', duration: 'latency in ms', services: ['cart'] }]);
    expect(detectPage(page).families[0]?.requests.labels.route).toEqual(['operation']);
  });

  it('spans of clients alone are no requests', () => {
    expect(familiesOnPage(counterLines('acme_calls_total', client))).toEqual([]);
    expect(familiesOnPage(counterLines('acme_calls_total', `${client},http_response_status_code="200"`))).toEqual([]);
  });

  it('calls that are no spans are read as any other', () => {
    const page = counterLines('acme_calls_total', 'method="GET",path="/cart",status="200"');
    expect(familiesOnPage(page)).toEqual([{ requests: 'acme_calls_total', duration: null, services: ['cart'] }]);
  });
});
