import { type MetricConvention } from '../convention';
import { countersNamed, durationsNamed, familiesOf } from '../families';
import { joinedLabel } from '../joinedLabels';
import { TARGET_LABELS } from '../labelNames';
import { RPC_CODE, RPC_FAILING } from './codes';

/** What all conventions of calls have in common: statuses of gRPC, not of HTTP. */
const CALLS = { kind: 'requests', protocol: 'rpc', statuses: RPC_CODE, failing: RPC_FAILING } as const;

/**
 * The interceptors of Go, Java, Python and others that follow go-grpc-prometheus. They begin every method and every
 * status at 0. Java's first ones called the status `code`, Python's and Java's durations have a name of their own.
 */
const grpcPrometheus: MetricConvention = {
  ...CALLS,
  id: 'grpc-prometheus',
  title: 'gRPC server metrics',
  source: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/main/providers/prometheus',
  labels: {
    ...TARGET_LABELS,
    route: [joinedLabel('grpc_service', 'grpc_method')],
    status: ['grpc_code', 'code', 'grpc_status'],
  },
  startsAtZero: true,
  find: (catalog) =>
    familiesOf(
      'grpc-prometheus',
      countersNamed(catalog, /^grpc_server_handled_total$/),
      durationsNamed(catalog, /^grpc_server_(?:handling|handled_latency)_seconds$/)
    ),
};

/** OpenTelemetry `rpc.server.call.duration`, before version 1.39 `rpc.server.duration` in milliseconds. */
const otelRpc: MetricConvention = {
  ...CALLS,
  id: 'otel-rpc',
  title: 'OpenTelemetry RPC server metrics',
  source: 'https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/',
  labels: {
    ...TARGET_LABELS,
    // Since 1.39 the method's name has the service's in it.
    route: [
      joinedLabel('rpc_service', 'rpc_method'),
      joinedLabel('rpc.service', 'rpc.method'),
      'rpc_method',
      'rpc.method',
    ],
    status: [
      'rpc_response_status_code',
      'rpc.response.status_code',
      'rpc_grpc_status_code',
      'rpc.grpc.status_code',
      'grpc_status_code',
    ],
  },
  find: (catalog) => [
    ...familiesOf('otel-rpc', [], durationsNamed(catalog, /^rpc[._]server[._]call[._]duration(?:_seconds)?$/)),
    ...familiesOf(
      'otel-rpc',
      [],
      durationsNamed(catalog, /^rpc[._]server[._]duration(?:_(?:milliseconds|ms|seconds))?$/, 'ms')
    ),
  ],
};

/** gRPC's own, whose method has the service in it. */
const grpcOtel: MetricConvention = {
  ...CALLS,
  id: 'grpc-otel',
  title: "gRPC's OpenTelemetry metrics",
  source: 'https://grpc.io/docs/guides/opentelemetry-metrics/',
  labels: { ...TARGET_LABELS, route: ['grpc_method', 'grpc.method'], status: ['grpc_status', 'grpc.status'] },
  find: (catalog) =>
    familiesOf('grpc-otel', [], durationsNamed(catalog, /^grpc[._]server[._]call[._]duration(?:_seconds)?$/)),
};

/** OpenCensus, and Dapr, which puts its name in front. */
const openCensusGrpc: MetricConvention = {
  ...CALLS,
  id: 'opencensus-grpc',
  title: 'OpenCensus gRPC server metrics',
  source: 'https://opencensus.io/guides/grpc/go/',
  labels: { ...TARGET_LABELS, route: ['grpc_server_method'], status: ['grpc_server_status'] },
  find: (catalog) =>
    familiesOf(
      'opencensus-grpc',
      countersNamed(catalog, /(?:^|_)grpc_io_server_completed_rpcs(?:_total)?$/),
      durationsNamed(catalog, /(?:^|_)grpc_io_server_server_latency(?:_ms|_milliseconds)?$/, 'ms')
    ),
};

/** Micrometer's interceptor, and that of grpc-spring-boot-starter, whose `service` is gRPC's and not the target's. */
const grpcMicrometer: MetricConvention = {
  ...CALLS,
  id: 'grpc-micrometer',
  title: 'Micrometer (gRPC)',
  source: 'https://docs.micrometer.io/micrometer/reference/reference/grpc.html',
  labels: {
    ...TARGET_LABELS,
    service: [
      'application',
      ...TARGET_LABELS.service.filter((label) => label !== 'application' && label !== 'service'),
    ],
    route: [
      joinedLabel('rpc_service', 'rpc_method'),
      joinedLabel('exported_service', 'method'),
      joinedLabel('service', 'method'),
    ],
    status: ['grpc_status_code', 'statusCode'],
  },
  find: (catalog) =>
    familiesOf('grpc-micrometer', [], durationsNamed(catalog, /^grpc_server(?:_processing_duration)?_seconds$/)),
};

/** go-zero's server of RPC. */
const goZeroRpc: MetricConvention = {
  ...CALLS,
  id: 'go-zero-rpc',
  title: 'go-zero (RPC)',
  source: 'https://github.com/zeromicro/go-zero/blob/master/zrpc/internal/serverinterceptors/prometheusinterceptor.go',
  labels: { ...TARGET_LABELS, route: ['method'], status: ['code'] },
  find: (catalog) =>
    familiesOf(
      'go-zero-rpc',
      countersNamed(catalog, /^rpc_server_requests_code_total$/),
      durationsNamed(catalog, /^rpc_server_requests_duration_ms$/)
    ),
};

/** Calls of gRPC and the like, which a server answers beside or instead of HTTP. */
export const RPC_CONVENTIONS: readonly MetricConvention[] = [
  grpcPrometheus,
  otelRpc,
  grpcOtel,
  openCensusGrpc,
  grpcMicrometer,
  goZeroRpc,
];
