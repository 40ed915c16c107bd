import { fleet, fleetWindow } from './fleet';
import { BOUNDS, meanDuration, rateOf, shareWithin, type Stream } from './model';
import { SAMPLED_SHOP, sampledWindow } from './sampledShop';
import {
  BUSINESS,
  DATA_START,
  type Dialect,
  RANGE,
  SECONDS_BETWEEN_SAMPLES,
  type Service,
  SERVICES,
  STACK_SERVICE,
  STACK_STREAMS,
  STREAMS,
} from './shop.data';

const HOUR = 3600_000;

type Labels = Record<string, string>;

/** One series, as values at moments. Seconds since the data began: of the time before the range, and of the range. */
interface Series {
  name: string;
  labels: Labels;
  at(before: number, now: number): number;
}

/** When series have samples, and how long the data has been going on then. */
interface Clock {
  times: number[];
  /** Seconds before the range and in it, at a time. */
  secondsAt(time: number): [before: number, now: number];
}

/** How one dialect names things. */
interface Naming {
  counter?: string;
  histogram: string;
  labels(stream: Stream): Labels;
  /** Labels of the durations, where they are fewer than the counter's. */
  durationLabels?(stream: Stream): Labels;
  service(name: string): Labels;
}

const structured = ({ method, route, status = '' }: Stream) => ({ method, path: route, status });

const NAMINGS: Record<Dialect, Naming> = {
  'prom-client': {
    counter: 'http_requests_total',
    histogram: 'http_request_duration_seconds',
    labels: structured,
    service: (service) => ({ service }),
  },
  flask: {
    counter: 'http_requests_total',
    histogram: 'http_request_latency_seconds',
    labels: ({ method, route }) => ({ method, endpoint: route }),
    service: () => ({}),
  },
  fastapi: {
    counter: 'fastapi_requests_total',
    histogram: 'fastapi_request_duration_seconds',
    labels: structured,
    durationLabels: ({ method, route }) => ({ method, path: route }),
    service: () => ({}),
  },
  opentelemetry: {
    histogram: 'http_server_request_duration_seconds',
    labels: ({ method, route, status = '' }) => ({
      http_request_method: method,
      http_route: route,
      http_response_status_code: status,
    }),
    service: (service_name) => ({ service_name }),
  },
};

/**
 * All that the tests' Prometheus knows, as an OpenMetrics page with a time beside each sample: the fixed day, the
 * same going on around a moment, for what looks at the present, and all requests of the shop that is sampled and of the
 * fleet.
 * @param present that moment, in milliseconds
 */
export function openMetricsText(present: number): string {
  const start = Math.floor(present / 60_000) * 60_000;
  const clock: Clock = {
    times: [...everyTime(DATA_START, RANGE.to), ...everyTime(start - HOUR, start + 2 * HOUR)],
    secondsAt: (time) => [(Math.min(time, RANGE.from) - DATA_START) / 1000, Math.max(0, time - RANGE.from) / 1000],
  };
  const own = [
    ...[...SERVICES, STACK_SERVICE].flatMap((service) => seriesOfService(service)),
    ...seriesOfBusiness(),
    ...SERVICES.flatMap(buildInfo),
  ].map((series) => ({ ...series, clock }));
  const sampled = seriesOfSampledShop().map((series) => ({ ...series, clock: sampledClock(present) }));
  const lines: string[] = [];
  const all = [...own, ...sampled, ...seriesOfFleet(present)];
  for (const { name, labels, at, clock } of all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    const text = `${name}{${Object.entries(labels)
      .map(([label, value]) => `${label}="${escape(value)}"`)
      .join(',')}}`;
    lines.push(...clock.times.map((time) => `${text} ${at(...clock.secondsAt(time))} ${time / 1000}`));
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

/** It has nothing to do before it serves, and after that. */
function sampledClock(present: number): Clock {
  const { from, to } = sampledWindow(present);
  return {
    times: everyTime(from - HOUR / 4, present + 2 * HOUR),
    secondsAt: (time) => [0, (Math.min(Math.max(time, from), to) - from) / 1000],
  };
}

function seriesOfSampledShop(): Series[] {
  const { service, method, route, requests, failsEvery, duration } = SAMPLED_SHOP;
  const { from, to } = sampledWindow(0);
  const perSecond = requests / ((to - from) / 1000);
  const bound = BOUNDS.find((one) => one >= duration / 1000) ?? Infinity;
  const stream = (status: string, share: number): Stream => ({
    service,
    method,
    route,
    status,
    perSecond: perSecond * share,
    durations: { [bound]: 1 },
  });
  return seriesOfService(
    { name: service, dialect: 'prom-client', target: { job: service, instance: `${service}:1` } },
    [stream('200', 1 - 1 / failsEvery), stream('500', 1 / failsEvery)]
  );
}

/** Scraped more often, before its hour and after it too. */
function seriesOfFleet(present: number): Array<Series & { clock: Clock }> {
  const { from, to } = fleetWindow(present);
  const clock: Clock = {
    times: everyTime(from - HOUR / 4, to + HOUR / 4, SECONDS_BETWEEN_SAMPLES / 2),
    secondsAt: (time) => [0, time / 1000],
  };
  return fleet(present)
    .flatMap(({ series }) => series)
    .map(({ name, labels, at }) => ({
      name,
      labels: Object.fromEntries(
        Object.entries(labels).flatMap(([label, value]): Array<[string, string]> =>
          value === undefined ? [] : [[label, value]]
        )
      ),
      at: (_, seconds) => at(seconds * 1000),
      clock,
    }));
}

function everyTime(from: number, to: number, seconds: number = SECONDS_BETWEEN_SAMPLES): number[] {
  const step = seconds * 1000;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function escape(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function seriesOfService(
  { name, dialect, target }: Service,
  streams: readonly Stream[] = [...STREAMS, ...STACK_STREAMS].filter(({ service }) => service === name)
): Series[] {
  const naming = NAMINGS[dialect];
  const all = { ...target, ...naming.service(name) };
  const counters = streams.flatMap((stream): Series[] =>
    naming.counter ? [counter(naming.counter, { ...all, ...naming.labels(stream) }, [stream])] : []
  );
  const byLabels = new Map<string, { labels: Labels; streams: Stream[] }>();
  for (const stream of streams) {
    const labels = { ...all, ...(naming.durationLabels ?? naming.labels)(stream) };
    const key = JSON.stringify(labels);
    byLabels.set(key, { labels, streams: [...(byLabels.get(key)?.streams ?? []), stream] });
  }
  const histograms = [...byLabels.values()].flatMap(({ labels, streams: own }) => [
    ...[...BOUNDS, Infinity].map((bound) => bucket(naming.histogram, labels, own, bound)),
    counter(`${naming.histogram}_count`, labels, own),
    {
      name: `${naming.histogram}_sum`,
      labels,
      at: total(own, (stream, period) => rateOf(stream, period) * meanDuration(stream, period)),
    },
  ]);
  return [...counters, ...histograms];
}

function counter(name: string, labels: Labels, streams: readonly Stream[]): Series {
  return { name, labels, at: total(streams, rateOf) };
}

function bucket(histogram: string, labels: Labels, streams: readonly Stream[], bound: number): Series {
  const le = bound === Infinity ? '+Inf' : String(bound);
  const perSecond: PerSecond = (stream, period) => rateOf(stream, period) * shareWithin(stream, bound, period);
  return { name: `${histogram}_bucket`, labels: { ...labels, le }, at: total(streams, perSecond) };
}

type PerSecond = (stream: Stream, period: 'before' | 'now') => number;

/** A counter that has been growing for long, as counters of services do that were not just started. */
const HEAD_START_SECONDS = 100_000;

function total(streams: readonly Stream[], perSecond: PerSecond): Series['at'] {
  const before = streams.reduce((sum, stream) => sum + perSecond(stream, 'before'), 0);
  const now = streams.reduce((sum, stream) => sum + perSecond(stream, 'now'), 0);
  return (secondsBefore, secondsNow) => before * (HEAD_START_SECONDS + secondsBefore) + now * secondsNow;
}

function seriesOfBusiness(): Series[] {
  const [shop] = SERVICES;
  if (!shop) {
    throw new Error('There is no shop');
  }
  const own = { ...shop.target, service: shop.name };
  const growing = (name: string, perSecond: number, labels: Labels = {}): Series => ({
    name,
    labels: { ...own, ...labels },
    at: (before, now) => perSecond * (HEAD_START_SECONDS + before + now),
  });
  const steady = (name: string, value: number): Series => ({ name, labels: own, at: () => value });
  return [
    growing('orders_total', BUSINESS.ordersPerSecond, { outcome: 'accepted' }),
    growing('orders_total', BUSINESS.failedOrdersPerSecond, { outcome: 'failed' }),
    ...Object.entries(BUSINESS.revenuePerSecond).map(([currency, perSecond]) =>
      growing('order_value_total', perSecond, { currency })
    ),
    steady('products_low_stock_total', BUSINESS.lowStock),
    steady('system_cpu_usage_percent', BUSINESS.cpuPercent),
    steady('system_memory_usage_percent', BUSINESS.memoryPercent),
    steady('http_requests_in_flight', BUSINESS.inFlight),
  ];
}

function buildInfo({ name, target, version }: Service): Series[] {
  return version === undefined
    ? []
    : [{ name: 'shop_build_info', labels: { ...target, service: name, version }, at: () => 1 }];
}
