import { ProxyTracerProvider, SpanStatusCode, type Span, type Tracer } from '@opentelemetry/api';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import type { OtlpSettings } from '../config.ts';
import { resourceOf, type Identity } from './resource.ts';
import type { SpanOptionsOf, Tracing } from './types.ts';

const SCOPE = '@tillwatch/demo-shop';

/** Tracing with the OpenTelemetry SDK. Sampler and batch sizes follow the specification's OTEL_* variables. */
export class SdkTracing implements Tracing {
  readonly #processor: SpanProcessor | undefined;
  #tracer: Tracer;

  /** @param exporter where spans go; without one, spans still have ids, so that log lines can be joined. */
  constructor(identity: Identity, exporter: SpanExporter | undefined) {
    this.#processor = exporter && new BatchSpanProcessor(exporter);
    const provider = this.#providerFor(identity);
    // Also installs the context manager (AsyncLocalStorage) and the W3C propagator.
    provider.register();
    this.#tracer = provider.getTracer(SCOPE, identity.version);
  }

  tracer(): Tracer {
    return this.#tracer;
  }

  inSpan<T>(name: string, work: (span: Span) => Promise<T>, options: SpanOptionsOf = {}): Promise<T> {
    return inSpan(this.#tracer, name, work, options);
  }

  /** Spans that start from now on carry another resource. Those under way keep theirs, as in a rolling deployment. */
  deploy(identity: Identity): void {
    this.#tracer = this.#providerFor(identity).getTracer(SCOPE, identity.version);
  }

  async shutdown(): Promise<void> {
    await this.#processor?.shutdown();
  }

  #providerFor(identity: Identity): NodeTracerProvider {
    return new NodeTracerProvider({
      resource: resourceOf(identity),
      spanProcessors: this.#processor ? [this.#processor] : [],
    });
  }
}

/** A service that is not traced, like the plain Flask application. */
export class NoTracing implements Tracing {
  readonly #tracer = new ProxyTracerProvider().getTracer(SCOPE);

  constructor(identity: Identity) {
    // Nothing is recorded, but the context manager is wanted: log lines find their request through it.
    new NodeTracerProvider({ resource: resourceOf(identity) }).register();
  }

  tracer(): Tracer {
    return this.#tracer;
  }

  inSpan<T>(name: string, work: (span: Span) => Promise<T>, options: SpanOptionsOf = {}): Promise<T> {
    return inSpan(this.#tracer, name, work, options);
  }
}

function inSpan<T>(tracer: Tracer, name: string, work: (span: Span) => Promise<T>, options: SpanOptionsOf = {}) {
  return tracer.startActiveSpan(name, options, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Marks a span as failed by an error, with the error's class as `error.type`. */
export function markFailed(span: Span, error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  span.recordException(failure);
  span.setAttribute('error.type', failure.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
}

/** The exporter for the configured protocol. Loaded only when wanted: gRPC alone costs 15 MB of memory. */
export async function spanExporter(otlp: OtlpSettings): Promise<SpanExporter | undefined> {
  const url = otlp.tracesUrl;
  if (url === undefined) {
    return undefined;
  }
  switch (otlp.protocol) {
    case 'grpc': {
      const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-grpc');
      return new OTLPTraceExporter({ url });
    }
    case 'http/json': {
      const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
      return new OTLPTraceExporter({ url });
    }
    case 'http/protobuf': {
      const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
      return new OTLPTraceExporter({ url });
    }
  }
}
