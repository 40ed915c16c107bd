import type { Span, SpanContext, Tracer } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { QueueState } from '../queue/types.ts';

export type { Logger } from 'pino';

/** One HTTP request that was answered, as every dialect learns of it. */
export interface FinishedRequest {
  /** Request method; anything unusual is `_OTHER`, so that nobody can make up label values. */
  readonly method: string;
  /** Route template such as `/products/:id`, or `unmatched`; never the raw path. */
  readonly route: string;
  readonly status: number;
  readonly durationSeconds: number;
  /** The request's own span, if it is recorded: what an exemplar points to. */
  readonly span: SpanContext | undefined;
}

/** What the HTTP layer reports. */
export interface HttpInstruments {
  started(method: string): void;
  finished(request: FinishedRequest): void;
}

/** What becomes of an order: `declined` by the card's bank, `failed` because of us. */
export const ORDER_OUTCOMES = ['accepted', 'declined', 'failed'] as const;
export type OrderOutcome = (typeof ORDER_OUTCOMES)[number];

export const CHECKOUT_FAILURES = [
  'out_of_stock',
  'card_declined',
  'payment_unavailable',
  'inventory_unavailable',
  'error',
] as const;
export type CheckoutFailure = (typeof CHECKOUT_FAILURES)[number];

export const CART_EVENTS = ['created', 'item_added', 'checked_out', 'abandoned'] as const;
export type CartEvent = (typeof CART_EVENTS)[number];

/** What the shop itself reports: the numbers its owner cares about. */
export interface BusinessInstruments {
  order(outcome: OrderOutcome): void;
  /** @param amount in major units of the currency (12.5 = EUR 12.50). */
  orderValue(currency: string, amount: number): void;
  checkoutFailed(reason: CheckoutFailure): void;
  cart(event: CartEvent, count?: number): void;
  /** @param count products at or below their threshold; `undefined` when nobody knows, which is not zero. */
  lowStock(count: number | undefined): void;
}

/** What is told of messages, by who sends and who processes them. */
export interface MessagingInstruments {
  /** @param error class of what kept it from being sent (`error.type`). */
  sent(destination: string, error?: string): void;
  /** @param error class of what went wrong (`error.type`). */
  processed(destination: string, durationSeconds: number, error?: string): void;
  /** Has a queue looked at whenever somebody asks for metrics; what cannot be read then is absent. */
  watch(destination: string, read: () => Promise<QueueState>): void;
}

/** The page that Prometheus scrapes. */
export interface MetricsPage {
  /** @param accept the scraper's Accept header, which decides between OpenMetrics and plain text. */
  render(accept: string | undefined): Promise<{ contentType: string; body: string }>;
}

/** How spans are made. Call sites ask for the tracer each time: a deployment replaces it. */
export interface Tracing {
  tracer(): Tracer;
  /** Runs a function inside a span; a thrown error marks the span as failed and is thrown on. */
  inSpan<T>(name: string, work: (span: Span) => Promise<T>, options?: SpanOptionsOf): Promise<T>;
}

/** The options of a span that the shop uses. */
export type SpanOptionsOf = Parameters<Tracer['startSpan']>[1];

/** One service's telemetry in one dialect. */
export interface Telemetry {
  readonly service: string;
  readonly tracing: Tracing;
  readonly http: HttpInstruments;
  readonly business: BusinessInstruments;
  readonly messaging: MessagingInstruments;
  readonly page: MetricsPage;
  /** The version that the telemetry speaks of; see {@link Telemetry.deploy}. */
  readonly version: string;
  /** Logger for one part of the service; `name` becomes the line's `logger`. */
  logger(name: string): Logger;
  /** Spans of a handler that the dialect adds on top of the request's own, by the handler's name. */
  handlerSpan(operation: string): string | undefined;
  /** From now on the telemetry carries another version, as after a deployment. */
  deploy(version: string): void;
  /** Sends what is buffered and lets go of files and connections. */
  shutdown(): Promise<void>;
}
