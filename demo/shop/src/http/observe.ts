import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Context,
  type Span,
  type SpanContext,
} from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { withRequest } from '../telemetry/request-context.ts';
import type { Logger, Telemetry } from '../telemetry/types.ts';

/** What is remembered of a request while it is answered. */
export interface Observation {
  readonly startedAt: number;
  /** The context its code runs in; has to be entered again wherever Fastify leaves it. */
  readonly context: Context;
  readonly span: Span | undefined;
  /** One of the usual methods, or `_OTHER`. */
  readonly method: string;
  /** Method and path as they were sent, for the log line. */
  readonly line: string;
}

/** The route of requests that no route matches. */
export const UNMATCHED = 'unmatched';

const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Watches requests from the first byte to the last and tells span, metrics and log of each. Probes and scrapes have no
 * spans and no log lines, and the scrape itself is not counted either: telemetry about telemetry helps nobody.
 */
export class RequestObserver {
  readonly #telemetry: Telemetry;
  readonly #log: Logger;

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
    this.#log = telemetry.logger('access');
  }

  /** @param route the route's template, or {@link UNMATCHED}. */
  begin(request: FastifyRequest, route: string): Observation {
    const method = KNOWN_METHODS.has(request.method) ? request.method : '_OTHER';
    const path = pathOf(request.url);
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const span = isOperational(route) ? undefined : this.#startSpan(request, method, route, path, parent);
    const withSpan = span ? trace.setSpan(parent, span) : parent;
    if (route !== SCRAPE) {
      this.#telemetry.http.started(method);
    }
    return {
      startedAt: performance.now(),
      context: withRequest(withSpan, { request_id: request.id, method: request.method, path }),
      span,
      method,
      line: `${request.method} ${path}`,
    };
  }

  /** To be called once, when the answer is out or the connection is gone. */
  end({ startedAt, context: active, span, method, line }: Observation, route: string, status: number): void {
    const durationSeconds = (performance.now() - startedAt) / 1000;
    if (route !== SCRAPE) {
      const exemplar = sampledContext(span);
      this.#telemetry.http.finished({ method, route, status, durationSeconds, span: exemplar });
    }
    if (span === undefined) {
      return;
    }
    context.with(active, () => this.#logAccess(line, route, status, durationSeconds));
    span.setAttribute('http.response.status_code', status);
    if (status >= 500) {
      span.setAttribute('error.type', String(status));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  }

  #logAccess(line: string, route: string, status: number, durationSeconds: number): void {
    const fields = { route, status, duration: Number(durationSeconds.toFixed(6)) };
    this.#log[status >= 500 ? 'error' : 'info'](fields, `${line} ${status} ${(durationSeconds * 1000).toFixed(1)}ms`);
  }

  #startSpan(request: FastifyRequest, method: string, route: string, path: string, parent: Context): Span {
    const { socket } = request;
    return this.#telemetry.tracing.tracer().startSpan(
      route === UNMATCHED ? method : `${method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: {
          'http.request.method': method,
          ...(method === '_OTHER' && { 'http.request.method_original': request.method }),
          ...(route !== UNMATCHED && { 'http.route': route }),
          'url.path': path,
          'url.scheme': 'http',
          'server.address': request.hostname,
          ...(socket.localPort !== undefined && { 'server.port': socket.localPort }),
          ...(socket.remoteAddress !== undefined && { 'client.address': socket.remoteAddress }),
          'request.id': request.id,
        },
      },
      parent
    );
  }
}

/** An exemplar is worth something only when its trace was kept. */
function sampledContext(span: Span | undefined): SpanContext | undefined {
  const spanContext = span?.spanContext();
  return spanContext && (spanContext.traceFlags & TraceFlags.SAMPLED) !== 0 ? spanContext : undefined;
}

const SCRAPE = '/metrics';
const OPERATIONAL = new Set([SCRAPE, '/health', '/ready', '/startup', '/incidents', '/incidents/:name']);

/** Whether a route is there for those who run the shop, not for its customers. */
export function isOperational(route: string): boolean {
  return OPERATIONAL.has(route);
}

/** The path without query: that may hold anything, tokens and addresses included. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
