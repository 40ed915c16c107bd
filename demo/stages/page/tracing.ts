import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';

/** The page in traces: the service that asks the shop. */
const PAGE_SERVICE = 'request-page';

/** Begins traces for the page; their first spans go where the shop's go, so that no trace lacks its beginning. */
export function openTracing(otlpUrl: string): { tracer: Tracer; shutdown(): Promise<void> } {
  const exporter = new OTLPTraceExporter({ url: `${otlpUrl}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: PAGE_SERVICE }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  return {
    tracer: provider.getTracer(PAGE_SERVICE),
    shutdown: () =>
      provider.shutdown().catch((error: unknown) => {
        console.error(`Spans of the page could not be sent to ${otlpUrl}: ${String(error)}`);
      }),
  };
}
