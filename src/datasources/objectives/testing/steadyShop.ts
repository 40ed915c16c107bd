import { type Labels } from '../../../telemetry/vocabulary';
import { START, type WrittenSeries } from '../../../telemetry/testing/simulatedShop';

/** Seconds from sample to sample. */
const STEP = 60;
const HOUR = 3600;

/** Days that are written, and on which the second service begins. */
export const DAYS = 8;
export const LATE_DAYS = 5;

/** A moment shortly after the last sample, seconds since the epoch. */
export const END = START + DAYS * 24 * HOUR;
export const NOW = END + 7;

/** Upper bounds of the histogram, seconds. */
const BOUNDS = [0.1, 0.3, 0.5];

/** What a route serves in a minute: by how long it takes, and how many of it fail. Even within an hour. */
interface Minute {
  /** Requests up to each bound, not cumulated; the last are slower than all. */
  counts: readonly number[];
  failed: number;
}

function minuteOf(hour: number, isIncident: boolean): Minute {
  const counts = [40 + 10 * (hour % 5), 15, isIncident ? 20 : 1, isIncident ? 6 : 1];
  return { counts, failed: isIncident ? 9 : hour % 7 === 0 ? 1 : 0 };
}

/** A service with two routes; one of them fails in the last three hours. */
interface SteadyService {
  job: string;
  from: number;
  routes: readonly string[];
}

const SERVICES: readonly SteadyService[] = [
  { job: 'checkout', from: START, routes: ['/pay', '/cart'] },
  { job: 'late', from: START + LATE_DAYS * 24 * HOUR, routes: ['/'] },
];

/** What a route served in a minute that ends at a time. */
function served({ from }: SteadyService, route: string, time: number): Minute {
  const hour = Math.floor((time - 1 - from) / HOUR);
  return minuteOf(hour, route === '/pay' && time > END - 3 * HOUR);
}

/** Counters and histograms of the services, with a restart in the middle. */
export function steadySeries(): WrittenSeries[] {
  return SERVICES.flatMap((service) => service.routes.flatMap((route) => seriesOf(service, route)));
}

function seriesOf(service: SteadyService, path: string): WrittenSeries[] {
  const base = { job: service.job, instance: `${service.job}:80`, path, method: 'POST' };
  const series = new Map<string, WrittenSeries>();
  const totals = new Map<string, number>();
  const restart = service.from + 36 * HOUR;
  for (let time = service.from; time <= END; time += STEP) {
    if (time === restart) {
      totals.clear();
    }
    const add = (name: string, more: Labels, amount: number) => {
      const key = JSON.stringify([name, more]);
      const labels = { __name__: name, ...base, ...more };
      const one: WrittenSeries = series.get(key) ?? { labels, fields: {}, samples: [] };
      series.set(key, one);
      const total = (totals.get(key) ?? 0) + (time === service.from ? 0 : amount);
      totals.set(key, total);
      one.samples.push([time, total]);
    };
    const { counts, failed } = served(service, path, time);
    const all = counts.reduce((sum, count) => sum + count, 0);
    add('http_requests_total', { status: '200' }, all - failed);
    add('http_requests_total', { status: '500' }, failed);
    let upTo = 0;
    [...BOUNDS, Infinity].forEach((bound, index) => {
      upTo += counts[index] ?? 0;
      add('http_request_duration_seconds_bucket', { le: bound === Infinity ? '+Inf' : String(bound) }, upTo);
    });
    add('http_request_duration_seconds_count', {}, all);
    add('http_request_duration_seconds_sum', {}, all * 0.2);
  }
  return [...series.values()];
}

/** What was really served in the last so many seconds: requests, those that failed, and those slower than a bound. */
export function truth(
  { job, route, seconds, slowerThan = 0.3 }: { job: string; route?: string; seconds: number; slowerThan?: number },
  now = END
): { total: number; failed: number; slow: number } {
  const sum = { total: 0, failed: 0, slow: 0 };
  for (const service of SERVICES.filter((one) => one.job === job)) {
    for (const path of service.routes.filter((one) => route === undefined || one === route)) {
      for (let time = Math.max(now - seconds, service.from) + STEP; time <= now; time += STEP) {
        const { counts, failed } = served(service, path, time);
        sum.total += counts.reduce((all, count) => all + count, 0);
        sum.failed += failed;
        sum.slow += counts.reduce(
          (all, count, index) => all + ((BOUNDS[index] ?? Infinity) > slowerThan ? count : 0),
          0
        );
      }
    }
  }
  return sum;
}

/** What rules would have recorded of a route: requests and failed ones per second, each minute over five. */
export function recordedSeries(slo: string, job: string, route: string, from: number): WrittenSeries[] {
  const seconds = 300;
  const values: Array<[number, ReturnType<typeof truth>]> = [];
  for (let time = from; time <= END; time += STEP) {
    values.push([time, truth({ job, route, seconds }, time)]);
  }
  const record = (name: string, pick: (counted: ReturnType<typeof truth>) => number): WrittenSeries => ({
    labels: { __name__: name, slo, service: job, route },
    fields: {},
    samples: values.map(([time, counted]) => [time, pick(counted) / seconds]),
  });
  return [
    record('service:slo_requests:rate5m', ({ total }) => total),
    record('service:slo_errors:rate5m', ({ failed }) => failed),
  ];
}
