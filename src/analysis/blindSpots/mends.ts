import { type BlindSpot, type BlindSpotKind } from './blindSpot';
import { type Language, type Logger, type Platform } from './platform';

/** What mends a blind spot: lines to put in place, and the documentation that they follow. */
export interface Mend {
  /** As it is typed: code, settings or commands. Not translated. */
  code: string;
  /** The documentation of the library or server. */
  source: string;
}

const OTEL = 'https://opentelemetry.io/docs';
const NODE_REGISTER = `npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node
export NODE_OPTIONS="--require @opentelemetry/auto-instrumentations-node/register"`;

/** Header on, header in: how a service hands a trace on, and takes it up. */
const PROPAGATION: Readonly<Record<Language, Mend>> = {
  nodejs: { code: NODE_REGISTER, source: `${OTEL}/zero-code/js/` },
  java: {
    code: `export OTEL_PROPAGATORS=tracecontext,baggage
java -javaagent:opentelemetry-javaagent.jar -jar app.jar`,
    source: `${OTEL}/zero-code/java/agent/getting-started/`,
  },
  python: {
    code: `pip install opentelemetry-distro opentelemetry-exporter-otlp
opentelemetry-bootstrap -a install
opentelemetry-instrument python app.py`,
    source: `${OTEL}/zero-code/python/`,
  },
  go: {
    code: `otel.SetTextMapPropagator(propagation.TraceContext{})
client := http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport)}
handler = otelhttp.NewHandler(handler, "server")`,
    source: 'https://pkg.go.dev/go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp',
  },
  dotnet: {
    code: `builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
    .AddAspNetCoreInstrumentation()
    .AddHttpClientInstrumentation()
    .AddOtlpExporter());`,
    source: `${OTEL}/languages/dotnet/libraries/`,
  },
};

/** How each logger writes the ids of the span that it logs within. */
const TRACE_IDS: Readonly<Record<Logger, Mend>> = {
  pino: { code: NODE_REGISTER, source: 'https://www.npmjs.com/package/@opentelemetry/instrumentation-pino' },
  winston: { code: NODE_REGISTER, source: 'https://www.npmjs.com/package/@opentelemetry/instrumentation-winston' },
  logback: {
    code: `# application.properties, with the OpenTelemetry Java agent
logging.pattern.level = trace_id=%mdc{trace_id} span_id=%mdc{span_id} trace_flags=%mdc{trace_flags} %5p`,
    source:
      'https://github.com/open-telemetry/opentelemetry-java-instrumentation/blob/main/docs/logger-mdc-instrumentation.md',
  },
  'python-logging': {
    code: `pip install opentelemetry-instrumentation-logging
export OTEL_PYTHON_LOG_CORRELATION=true
opentelemetry-instrument python app.py`,
    source: 'https://opentelemetry-python-contrib.readthedocs.io/en/latest/instrumentation/logging/logging.html',
  },
  zap: {
    code: `sc := trace.SpanContextFromContext(ctx)
logger.Info(message, zap.Stringer("trace_id", sc.TraceID()), zap.Stringer("span_id", sc.SpanID()))`,
    source: 'https://pkg.go.dev/go.opentelemetry.io/otel/trace#SpanContextFromContext',
  },
  slog: {
    code: `sc := trace.SpanContextFromContext(ctx)
slog.InfoContext(ctx, message, "trace_id", sc.TraceID().String(), "span_id", sc.SpanID().String())`,
    source: 'https://pkg.go.dev/go.opentelemetry.io/otel/trace#SpanContextFromContext',
  },
  aspnet: {
    code: `builder.Logging.AddJsonConsole(options => options.IncludeScopes = true);
builder.Logging.Configure(options =>
    options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);`,
    source: 'https://learn.microsoft.com/dotnet/api/microsoft.extensions.logging.activitytrackingoptions',
  },
  'access-log': {
    code: `# nginx, with ngx_otel_module
otel_trace on;
otel_trace_context propagate;
log_format traced '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                  'trace_id=$otel_trace_id span_id=$otel_span_id';
access_log /dev/stdout traced;`,
    source: 'https://nginx.org/en/docs/ngx_otel_module.html',
  },
};

/** What a language's usual logger is, where lines do not tell. */
const USUAL_LOGGER: Readonly<Record<Language, Logger>> = {
  nodejs: 'pino',
  java: 'logback',
  python: 'python-logging',
  go: 'slog',
  dotnet: 'aspnet',
};

/**
 * How latency gets exemplars. Tried with Spring Boot 3.5.16, which serves none without Micrometer Tracing; read in the
 * sources of prom-client 15.1.3, client_golang 1.23.2 and prometheus_client 0.23, whose `generate_latest` writes none;
 * and in OpenTelemetry's documentation for .NET.
 */
const EXEMPLARS: Readonly<Record<Language, Mend>> = {
  nodejs: {
    code: `// prom-client
client.register.setContentType(client.Registry.OPENMETRICS_CONTENT_TYPE);
const latency = new client.Histogram({ name, help, labelNames, enableExemplars: true });
latency.observe({ labels, value, exemplarLabels: { trace_id: traceId } });`,
    source: 'https://github.com/siimon/prom-client#exemplars',
  },
  java: {
    code: `// build.gradle, with Spring Boot and micrometer-registry-prometheus
implementation 'io.micrometer:micrometer-tracing-bridge-otel'
# application.properties
management.metrics.distribution.percentiles-histogram.http.server.requests=true`,
    source: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html#actuator.metrics.export.prometheus',
  },
  python: {
    code: `# prometheus_client, served by make_asgi_app, make_wsgi_app or start_http_server
latency.labels(method, route).observe(seconds, {'trace_id': trace_id})`,
    source: 'https://prometheus.github.io/client_python/instrumenting/exemplars/',
  },
  go: {
    code: `promhttp.HandlerFor(registry, promhttp.HandlerOpts{EnableOpenMetrics: true})
latency.(prometheus.ExemplarObserver).ObserveWithExemplar(seconds, prometheus.Labels{"trace_id": traceID})`,
    source: 'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#ExemplarObserver',
  },
  dotnet: {
    code: `builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
    .AddAspNetCoreInstrumentation()
    .SetExemplarFilter(ExemplarFilterType.TraceBased)
    .AddOtlpExporter());`,
    source: `${OTEL}/languages/dotnet/metrics/exemplars/`,
  },
};

const PROMETHEUS_STORES = `# Prometheus keeps exemplars only with
--enable-feature=exemplar-storage`;

/** The lines of configuration that mend a blind spot, for the language and the library that were seen. */
export function mendOf({ kind, platform }: Pick<BlindSpot, 'kind' | 'platform'>): Mend {
  return MENDS[kind](platform);
}

const MENDS: Readonly<Record<BlindSpotKind, (platform: Platform) => Mend>> = {
  'lost-context': ({ language }) =>
    language
      ? PROPAGATION[language]
      : {
          code: 'export OTEL_PROPAGATORS=tracecontext,baggage',
          source: `${OTEL}/languages/sdk-configuration/general/#otel_propagators`,
        },
  'no-trace-id': ({ language, logger }) => {
    const known = logger ?? (language && USUAL_LOGGER[language]);
    return known
      ? TRACE_IDS[known]
      : {
          code: `{"trace_id": "4bf92f3577b34da6a3ce929d0e0e4736", "span_id": "00f067aa0ba902b7", "trace_flags": "01"}`,
          source: `${OTEL}/specs/otel/compatibility/logging_trace_context/`,
        };
  },
  orphans: () => ({
    code: `# no service decides for itself, and no span is lost for want of room
export OTEL_TRACES_SAMPLER=parentbased_always_on
export OTEL_BSP_MAX_QUEUE_SIZE=8192`,
    source: `${OTEL}/specs/otel/configuration/sdk-environment-variables/`,
  }),
  'no-version': () => ({
    code: 'export OTEL_RESOURCE_ATTRIBUTES=service.version=1.4.2',
    source: `${OTEL}/specs/semconv/resource/service/`,
  }),
  'no-environment': () => ({
    code: 'export OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=production',
    source: `${OTEL}/specs/semconv/resource/deployment-environment/`,
  }),
  'no-exemplars': ({ language }) => {
    const own = language && EXEMPLARS[language];
    return own
      ? { ...own, code: `${own.code}\n${PROMETHEUS_STORES}` }
      : {
          code: PROMETHEUS_STORES,
          source: 'https://prometheus.io/docs/prometheus/latest/feature_flags/#exemplars-storage',
        };
  },
  'no-status': () => ({
    code: `# a label on the counter, or on the histogram of latency
http_requests_total{method="GET",route="/cart",status_code="200"}`,
    source: `${OTEL}/specs/semconv/http/http-metrics/`,
  }),
  clocks: () => ({
    code: `# /etc/chrony.conf on every host; chronyc tracking shows the offset
pool pool.ntp.org iburst
makestep 1.0 3
rtcsync`,
    source: 'https://chrony-project.org/documentation.html',
  }),
  sampling: () => ({
    code: `# OpenTelemetry Collector: keep what failed and what was slow, and a tenth of the rest
processors:
  tail_sampling:
    policies:
      - {name: failed, type: status_code, status_code: {status_codes: [ERROR]}}
      - {name: slow, type: latency, latency: {threshold_ms: 1000}}
      - {name: rest, type: probabilistic, probabilistic: {sampling_percentage: 10}}`,
    source:
      'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/tailsamplingprocessor',
  }),
};
