import { ROOT_CONTEXT, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { SdkTracing, spanExporter } from '../../../demo/shop/src/telemetry/tracing';
import { SAMPLED_SHOP, type SampledRequest } from '../data/sampledShop';

// A program: serves the requests of a half hour that is over, traced as the demo shop traces. The variables of
// OpenTelemetry's specification say which of them are kept. Writes what became of each, one JSON object a line. node
// --import tsx sampledShop.ts FROM TO URL, times in milliseconds since the epoch

async function serve(from: number, to: number, url: string): Promise<void> {
  const { service, method, route, requests, failsEvery, duration } = SAMPLED_SHOP;
  const exporter = await spanExporter({
    protocol: 'http/json',
    tracesUrl: url,
    logsUrl: undefined,
    metricsUrl: undefined,
  });
  const tracing = new SdkTracing({ service, version: '1.0.0', environment: 'production' }, exporter);
  for (let i = 0; i < requests; i++) {
    const time = Math.round(from + ((i + 0.5) * (to - from)) / requests);
    const status = i % failsEvery === 0 ? 500 : 200;
    const span = tracing.tracer().startSpan(
      `${method} ${route}`,
      {
        kind: SpanKind.SERVER,
        startTime: time,
        attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
      },
      ROOT_CONTEXT
    );
    if (status >= 500) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(time + duration);
    const { traceId, traceFlags } = span.spanContext();
    const served: SampledRequest = { time, traceId, flags: traceFlags.toString(16).padStart(2, '0'), status };
    process.stdout.write(`${JSON.stringify(served)}\n`);
  }
  await tracing.shutdown();
}

const [from, to, url = ''] = process.argv.slice(2);
void serve(Number(from), Number(to), url);
