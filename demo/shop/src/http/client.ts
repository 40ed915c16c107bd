import { context, propagation, SpanKind } from '@opentelemetry/api';
import type { z } from 'zod';
import { currentRequest } from '../telemetry/request-context.ts';
import type { Tracing } from '../telemetry/types.ts';

/** The other service did not answer, or not in a way that can be understood. */
export class ServiceUnavailable extends Error {
  readonly service: string;

  constructor(service: string, detail: string, cause?: unknown) {
    super(`${service} is unavailable: ${detail}`, { cause });
    this.name = new.target.name;
    this.service = service;
  }
}

/** An answer below 500 of another service. */
export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A request to another service. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Template of the path for the span (`url.template`); the path itself is in `path`. */
  readonly template: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Calls another service of the shop: with a span, the trace's context and the request's id, and never for ever. */
export class ServiceClient {
  #base: string;
  readonly #service: string;
  readonly #tracing: Tracing;
  readonly #timeoutMs: number;

  constructor(baseUrl: string, service: string, tracing: Tracing, timeoutMs = 5000) {
    this.#base = baseOf(baseUrl);
    this.#service = service;
    this.#tracing = tracing;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Looks for the service at another address from now on.
   * @returns goes back to where it was looked for before.
   */
  moveTo(baseUrl: string): () => void {
    const before = this.#base;
    this.#base = baseOf(baseUrl);
    return () => {
      this.#base = before;
    };
  }

  /** @throws ServiceUnavailable on 5xx, on a broken connection and after the timeout. */
  call({ method, template, path, body }: ServiceCall): Promise<ServiceAnswer> {
    const url = new URL(`${this.#base}${path}`);
    const attributes = {
      'http.request.method': method,
      'url.template': template,
      'url.full': url.href,
      'server.address': url.hostname,
      'server.port': Number(url.port || 80),
      'peer.service': this.#service,
    };
    return this.#tracing.inSpan(
      `${method} ${template}`,
      async (span) => {
        const response = await this.#fetch(url, method, body);
        span.setAttribute('http.response.status_code', response.status);
        if (response.status >= 500) {
          throw new ServiceUnavailable(this.#service, `answered ${response.status}`);
        }
        return response;
      },
      { kind: SpanKind.CLIENT, attributes }
    );
  }

  /**
   * Reads a body that has to look a certain way.
   * @throws ServiceUnavailable when it does not.
   */
  read<Schema extends z.ZodType>(schema: Schema, { status, body }: ServiceAnswer): z.output<Schema> {
    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new ServiceUnavailable(this.#service, `unexpected answer ${status}`);
    }
    return parsed.data;
  }

  async #fetch(url: URL, method: string, body: unknown): Promise<ServiceAnswer> {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    const request = currentRequest();
    if (request) {
      headers['x-request-id'] = request.request_id;
    }
    try {
      const response = await fetch(url, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    } catch (error) {
      throw new ServiceUnavailable(this.#service, reasonOf(error), error);
    }
  }
}

function baseOf(url: string): string {
  return url.replace(/\/+$/, '');
}

/** What went wrong; `fetch` alone says that something did, and what in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
