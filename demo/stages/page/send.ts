import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/** A request to the shop. */
export interface ShopRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  /** JSON, with POST. */
  readonly body?: string;
}

/** What came of it. */
export interface ShopAnswer {
  readonly traceId: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly milliseconds: number;
  /** The answer, or why there is none; the first 2,000 characters. */
  readonly text: string;
}

const TIMEOUT_MS = 30_000;
const propagator = new W3CTraceContextPropagator();

/**
 * Sends a request to the shop as the first span of a new trace: the header `traceparent` takes its ids along, and the
 * shop's spans become its children.
 */
export async function sendRequest(shopUrl: string, request: ShopRequest, tracer: Tracer): Promise<ShopAnswer> {
  const { method, path, body } = request;
  const url = new URL(shopUrl + path);
  const span = tracer.startSpan(method, {
    kind: SpanKind.CLIENT,
    root: true,
    attributes: {
      'http.request.method': method,
      'url.full': url.href,
      'server.address': url.hostname,
      'server.port': Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    },
  });
  const headers: Record<string, string> = body && method === 'POST' ? { 'content-type': 'application/json' } : {};
  propagator.inject(trace.setSpan(ROOT_CONTEXT, span), headers, {
    set: (carrier, name, value) => {
      carrier[name] = value;
    },
  });
  const { traceId } = span.spanContext();
  const started = performance.now();
  const milliseconds = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body && method === 'POST' && { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    span.setAttribute('http.response.status_code', response.status);
    if (response.status >= 400) {
      // For who asked it is a failure, whoever is to blame.
      span.setAttribute('error.type', String(response.status)).setStatus({ code: SpanStatusCode.ERROR });
    }
    return { traceId, status: response.status, milliseconds: milliseconds(), text: text.slice(0, 2000) };
  } catch (error) {
    const reason = describe(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
    return { traceId, status: 0, milliseconds: milliseconds(), text: `The shop did not answer: ${reason}` };
  } finally {
    span.end();
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // fetch hides the reason, such as ECONNREFUSED, one level down.
  return error.cause instanceof Error ? error.cause.message : error.message;
}
