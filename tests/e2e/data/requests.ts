import { type Span } from '../../../src/telemetry/questions/traces';
import { plainSpan } from '../../../src/telemetry/testing/plain';
import { type PushedLine } from '../testbed/loki';
import { idOf, windowOf } from './explorer';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How many requests there are of each kind. */
export const REQUESTS = { checkouts: 120, failed: 15, views: 360, slow: 20 } as const;
/** Milliseconds. */
export const DURATIONS = { checkout: 240, view: 20, slow: 1600 } as const;

interface Given extends Partial<Span> {
  name: string;
  service: string;
  /** Milliseconds since the epoch, and how long it took in milliseconds. */
  start: number;
  duration: number;
}

const span = (traceId: string, nth: number, given: Given): Span =>
  plainSpan({
    traceId,
    spanId: spanIdOf(traceId, nth),
    parentSpanId: nth === 1 ? undefined : spanIdOf(traceId, 1),
    kind: 'internal',
    ...given,
  });

export function spanIdOf(traceId: string, nth: number): string {
  return idOf(`${traceId} ${nth}`, 16);
}

function served(method: string, route: string, status: number): Span['attributes'] {
  return { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
}

/** The requests of a shop, of which the tests of traces know every figure. */
export function shopSpans(at: number): Span[] {
  const { from } = windowOf(at);
  return [
    ...Array.from({ length: REQUESTS.checkouts }, (_, i) => checkout(i, from + i * 15 * SECOND + SECOND)).flat(),
    ...Array.from({ length: REQUESTS.views }, (_, i) => view(i, from + i * 5 * SECOND + 500)),
  ];
}

/** Every fourth is paid by invoice; from the middle on these fail. */
function checkout(i: number, start: number): Span[] {
  const traceId = idOf(`checkout ${i}`);
  const isFailed = i >= REQUESTS.checkouts / 2 && i % 4 === 0;
  const status = isFailed ? 'error' : 'unset';
  const code = isFailed ? 500 : 200;
  return [
    span(traceId, 1, {
      name: 'POST /checkout',
      service: 'storefront',
      kind: 'server',
      start,
      duration: DURATIONS.checkout,
      status,
      attributes: { ...served('POST', '/checkout', code), 'shop.payment': i % 4 === 0 ? 'invoice' : 'card' },
    }),
    span(traceId, 2, {
      name: 'POST',
      service: 'storefront',
      kind: 'client',
      start: start + 20,
      duration: 200,
      status,
      attributes: { 'server.address': 'billing', 'http.response.status_code': code },
    }),
    span(traceId, 3, {
      parentSpanId: spanIdOf(traceId, 2),
      name: 'POST /charges',
      service: 'billing',
      kind: 'server',
      start: start + 30,
      duration: 180,
      status,
      attributes: served('POST', '/charges', code),
    }),
  ];
}

/** For 200 s every second one does not find what it needs in the cache. */
function view(i: number, start: number): Span {
  const isSlow = i >= 200 && i < 240 && i % 2 === 0;
  return span(idOf(`view ${i}`), 1, {
    name: 'GET /products',
    service: 'storefront',
    kind: 'server',
    start,
    duration: isSlow ? DURATIONS.slow : DURATIONS.view,
    attributes: { ...served('GET', '/products', 200), 'shop.cache': isSlow ? 'miss' : 'hit' },
  });
}

/** Ids of those that took long. */
export function slowIds(): string[] {
  return Array.from({ length: REQUESTS.slow }, (_, i) => idOf(`view ${200 + 2 * i}`));
}

export function failedIds(): string[] {
  return Array.from({ length: REQUESTS.failed }, (_, i) => idOf(`checkout ${60 + 4 * i}`));
}

/** A trace of which one knows everything that belongs to it. */
export interface KnownStory {
  traceId: string;
  spans: Span[];
  lines: PushedLine[];
}

export const STORY_LINES = {
  ofRoot: 'order arrived',
  ofCharge: 'card was refused',
  withoutSpan: 'prices are of yesterday',
  late: 'sent the invoice by mail',
} as const;

/** How many others of the same kind there are. */
export const PEERS = 8;

/** An order that failed, with lines of all kinds: of a span, of a service only, and long after. */
export function failedOrder(at: number): KnownStory {
  const start = windowOf(at).from + 20 * MINUTE + 7 * SECOND;
  const traceId = `000${idOf('failed order', 29)}`;
  const json = (time: number, service: string, fields: Record<string, string>): PushedLine => ({
    time,
    labels: { container_name: service },
    text: JSON.stringify({ level: 'info', trace_id: traceId, ...fields }),
  });
  return {
    traceId,
    spans: [
      order(traceId, { start, duration: 900, status: 'error' }, 500),
      priced(traceId, start + 20),
      cardCharged(traceId, start + 120, 700, {
        status: 'error',
        statusMessage: 'refused',
        events: [
          {
            name: 'exception',
            time: start + 800,
            attributes: { 'exception.type': 'CardRefused', 'exception.message': 'limit reached' },
          },
        ],
      }),
      span(traceId, 4, { name: 'try again', service: 'gateway', start: start + 830, duration: 40 }),
      cartRead(traceId, start + 125),
    ],
    lines: [
      json(start + 5, 'gateway', { span_id: spanIdOf(traceId, 1), msg: STORY_LINES.ofRoot }),
      json(start + 40, 'pricing', { msg: STORY_LINES.withoutSpan }),
      json(start + 790, 'gateway', { level: 'error', span_id: spanIdOf(traceId, 3), msg: STORY_LINES.ofCharge }),
      json(start + 4 * MINUTE, 'mailer', { msg: STORY_LINES.late }),
    ],
  };
}

/** Orders as they usually are. */
export function peers(at: number): Span[] {
  const { from } = windowOf(at);
  return Array.from({ length: PEERS }, (_, i) => {
    const traceId = idOf(`peer ${i}`);
    const start = from + (18 + i / 2) * MINUTE + 100;
    return [
      order(traceId, { start, duration: 260, status: 'unset' }, 200),
      priced(traceId, start + 20),
      cardCharged(traceId, start + 120, 100),
      span(traceId, 5, { name: 'reserve the stock', service: 'gateway', start: start + 225, duration: 20 }),
      cartRead(traceId, start + 125),
    ];
  }).flat();
}

function order(traceId: string, given: Pick<Given, 'start' | 'duration' | 'status'>, status: number): Span {
  return span(traceId, 1, {
    name: 'POST /orders',
    service: 'gateway',
    kind: 'server',
    attributes: served('POST', '/orders', status),
    ...given,
  });
}

function cardCharged(traceId: string, start: number, duration: number, more: Partial<Span> = {}): Span {
  return span(traceId, 3, {
    name: 'charge the card',
    service: 'gateway',
    kind: 'client',
    start,
    duration,
    attributes: { 'peer.service': 'bank' },
    ...more,
  });
}

/** While the card is charged, which takes longer: nobody waits for it. */
function cartRead(traceId: string, start: number): Span {
  return span(traceId, 6, { name: 'read the cart', service: 'gateway', start, duration: 50 });
}

function priced(traceId: string, start: number): Span {
  return span(traceId, 2, {
    name: 'GET /prices',
    service: 'pricing',
    kind: 'server',
    start,
    duration: 60,
    attributes: served('GET', '/prices', 200),
  });
}

export const LOST = { traceId: idOf('not sampled'), message: 'an order of which no span was kept' } as const;

/** The line of a request that was not sampled: its flag says so. */
export function lostLine(at: number): PushedLine {
  return {
    time: windowOf(at).from + 5 * MINUTE,
    labels: { container_name: 'gateway' },
    text: JSON.stringify({ level: 'warn', msg: LOST.message, trace_id: LOST.traceId, trace_flags: '00' }),
  };
}
