import { type PushedLine } from '../testbed/loki';
import { windowOf } from './explorer';

const MINUTE = 60_000;

/** A service that traces only some of its requests, by the sampler of OpenTelemetry's SDK; its metrics count all. */
export const SAMPLED_SHOP = {
  service: 'sampled-shop',
  method: 'POST',
  route: '/orders',
  /** In its half hour, evenly spread. */
  requests: 1000,
  /** Every fifth fails. */
  failsEvery: 5,
  /** The probability that it is told to trace with. */
  share: 0.1,
  /** Milliseconds that requests take. */
  duration: 120,
} as const;

/** The half hour in which it served, long over: more than an hour ago. */
export function sampledWindow(at: number): { from: number; to: number } {
  const { from } = windowOf(at);
  return { from: from - 60 * MINUTE, to: from - 30 * MINUTE };
}

/** What the SDK said of a request. */
export interface SampledRequest {
  /** Milliseconds since the epoch. */
  time: number;
  traceId: string;
  /** W3C trace flags, two digits. */
  flags: string;
  status: number;
}

/** The line of a request, as loggers write it that know the span. */
export function sampledLine({ time, traceId, flags, status }: SampledRequest): PushedLine {
  const { service, method, route, duration } = SAMPLED_SHOP;
  return {
    time: time + duration,
    labels: { service_name: service },
    text: JSON.stringify({
      level: status >= 500 ? 'error' : 'info',
      msg: `${method} ${route} ${status}`,
      trace_id: traceId,
      trace_flags: flags,
    }),
  };
}

/** What the sampler really did. */
export interface SamplingTruth {
  /** How many requests are traced. */
  traced: number;
  /** One of those, and one of the others. */
  kept: SampledRequest;
  dropped: SampledRequest;
}

/** @throws Error where all were kept, or none */
export function samplingTruth(requests: readonly SampledRequest[]): SamplingTruth {
  const isKept = ({ flags }: SampledRequest) => (parseInt(flags, 16) & 1) === 1;
  const kept = requests.find(isKept);
  const dropped = requests.find((request) => !isKept(request));
  if (!kept || !dropped) {
    throw new Error('The sampler kept all requests, or none');
  }
  return { traced: requests.filter(isKept).length, kept, dropped };
}

/** As the testbed tells it; undefined where there is none. */
export function samplingOfStand(): SamplingTruth | undefined {
  const { TESTBED_SAMPLED } = process.env;
  return TESTBED_SAMPLED === undefined ? undefined : (JSON.parse(TESTBED_SAMPLED) as SamplingTruth);
}
