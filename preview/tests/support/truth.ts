import { openSampleShop } from '../../../src/sample';
import { BOUNDS, histogramBucket, JITTER } from '../../../src/sample/latency';
import { type SampleRequest, type SampleSpan } from '../../../src/sample/requests/request';
import { type Truth } from '../../../src/sample/scenarios/scenario';
import { truthBetween } from '../../../src/sample/truth';
import { quantileOf } from '../../../src/telemetry/histogram';

/** What is singled out of the requests that services served. */
export interface About {
  service?: string;
  route?: string;
  environment?: string;
  status?: RegExp;
}

/** A span of time, in milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

const DAY: Span = { from: Date.UTC(2026, 2, 10), to: Date.UTC(2026, 2, 11) };
const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;

/** The incident that the tests look at: a brand of cards is refused in one region. */
export const INCIDENT: Truth = (() => {
  const found = truthBetween(DAY.from, DAY.to).find(({ scenario }) => scenario === 'payment-errors');
  if (!found) {
    throw new Error('The sample shop has no payment errors that day');
  }
  return found;
})();

/**
 * The latest outage of payments that is over, as it stands in the URL: what was said of errors goes by the time at
 * which one looks, not by that of the tests.
 */
export function latestOutage(now = Date.now()): { from: string; to: string; timezone: string } {
  const outage = truthBetween(now - DAY_MS, now).findLast(
    ({ scenario, to }) => scenario === 'payment-errors' && to <= now
  );
  if (!outage) {
    throw new Error('The sample shop has had no payment errors lately');
  }
  return { from: new Date(outage.from).toISOString(), to: new Date(outage.to).toISOString(), timezone: 'utc' };
}

/** The time range that the tests look at: the incident, all of it. */
export const RANGE: Span = { from: INCIDENT.from, to: INCIDENT.to };

/**
 * Every request in the range, and in the minute before, that the first points of charts look back at. They take seconds
 * to make: where a test asks for them first, not where its file is read.
 */
const requests = once<readonly SampleRequest[]>(
  () => openSampleShop().requests.find({ from: RANGE.from - MINUTE, to: RANGE.to, limit: Infinity }).requests
);

/** One request that a service served, as its span tells. */
interface ServedRequest {
  traceId: string;
  service: string;
  route: string;
  environment: string;
  status: string;
  /** When the request from outside came in, which is when the shop's metrics count all of it. */
  at: number;
  seconds: number;
}

const allServed = once<readonly ServedRequest[]>(() =>
  requests().flatMap(({ start, spans }) =>
    spans.filter(({ kind }) => kind === 'server').map((span) => asServed(span, start))
  )
);

function asServed({ traceId, service, duration, attributes }: SampleSpan, at: number): ServedRequest {
  return {
    traceId,
    service,
    route: String(attributes['http.route']),
    environment: String(attributes['deployment.environment.name']),
    status: String(attributes['http.response.status_code']),
    at,
    seconds: duration / 1000,
  };
}

/** The requests that services served in a span of time. */
export function served({ service, route, environment, status }: About, { from, to }: Span = RANGE): ServedRequest[] {
  return allServed().filter(
    (one) =>
      one.at >= from &&
      one.at < to &&
      (service === undefined || one.service === service) &&
      (route === undefined || one.route === route) &&
      (environment === undefined || one.environment === environment) &&
      (status === undefined || status.test(one.status))
  );
}

/** Who serves requests, by name. */
export const services = once(() => [...new Set(allServed().map(({ service }) => service))].sort());

/** Requests per second. */
export function rate(about: About, span: Span = RANGE): number {
  return served(about, span).length / ((span.to - span.from) / 1000);
}

/** Share of requests that failed, 0 to 1. */
export function errorRatio(about: About, span: Span = RANGE): number {
  return served({ ...about, status: /^5/ }, span).length / served(about, span).length;
}

/** Seconds, read from the shop's histogram as anyone who is given only its buckets would read it. */
export function quantile(about: About, q: number, span: Span = RANGE): number {
  const counts = histogram(about, span);
  let total = 0;
  const cumulated = counts.map((count) => (total += count));
  const found = quantileOf([{ bounds: BOUNDS, counts: cumulated.slice(0, -1), total }], q);
  if (found === null) {
    throw new Error('Nothing was served');
  }
  return found;
}

/** The service whose metrics know no more of latency than its mean. */
export const MEANS_ONLY = 'notifications';

/** How many requests fell into each bucket of durations, the last one without a bound. */
export function histogram(about: About, span: Span = RANGE): number[] {
  const counts = new Array<number>(BOUNDS.length + 1).fill(0);
  for (const { seconds } of served(about, span).filter(({ service }) => service !== MEANS_ONLY)) {
    counts[histogramBucket(seconds)]! += 1;
  }
  return counts;
}

/** Seconds spent serving. */
export function timeSpent(about: About): number {
  return served(about).reduce((sum, { seconds }) => sum + seconds, 0);
}

/** Orders placed in the range, and what they are worth by currency. */
export function orders(): { count: number; revenue: Record<string, number> } {
  const placed = requests().filter(
    ({ start, route, method, status }) =>
      start >= RANGE.from && route === '/checkout' && method === 'POST' && status < 400
  );
  const revenue: Record<string, number> = {};
  for (const { attributes } of placed) {
    const currency = String(attributes.currency);
    revenue[currency] = (revenue[currency] ?? 0) + Number(attributes.amount);
  }
  return { count: placed.length, revenue };
}

/** Calls from one service to another, or to what it uses. */
export interface Calls {
  from: string;
  to: string;
  /** Calls per second. */
  rate: number;
  /** Share of calls that failed, 0 to 1. */
  errorShare: number;
  /** Seconds, read from the shop's histogram: at least and at most, as far as kinds of calls stray. */
  p95: [least: number, most: number];
}

/** Everyone who calls anyone in the range. */
export const calls = once<readonly Calls[]>(() => {
  const pairs = new Map<string, { seconds: number[]; failed: number }>();
  for (const { spans } of requests()) {
    for (const { service, start, duration, isError, kind, attributes } of spans) {
      if (kind === 'client' && start >= RANGE.from && start < RANGE.to) {
        const pair = `${service} ${String(attributes['server.address'])}`;
        const found = pairs.get(pair) ?? { seconds: [], failed: 0 };
        pairs.set(pair, found);
        found.seconds.push(duration / 1000);
        found.failed += isError ? 1 : 0;
      }
    }
  }
  return [...pairs].map(([pair, { seconds, failed }]) => {
    const [from = '', to = ''] = pair.split(' ');
    return {
      from,
      to,
      rate: seconds.length / ((RANGE.to - RANGE.from) / 1000),
      errorShare: failed / seconds.length,
      // Calls of a kind are counted as a whole, by what it takes without the jitter of each.
      p95: [1 + JITTER, 1 - JITTER].map((stray) => p95(seconds.map((one) => one / stray))) as [number, number],
    };
  });
});

function p95(seconds: readonly number[]): number {
  const counts = new Array<number>(BOUNDS.length + 1).fill(0);
  seconds.forEach((one) => (counts[histogramBucket(one)]! += 1));
  let total = 0;
  const cumulated = counts.map((count) => (total += count));
  return quantileOf([{ bounds: BOUNDS, counts: cumulated.slice(0, -1), total }], 0.95)!;
}

/** Makes something where it is first asked for, and keeps it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
