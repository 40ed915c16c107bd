import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { type Buckets } from '../../src/telemetry/testing/oracle';

/** How large a shop is generated. */
export interface FleetSize {
  services: number;
  routes: number;
  instances: number;
  /** Metrics of other things, one series each. */
  otherNames: number;
  /** Seconds from sample to sample. */
  interval: number;
}

/** The end of the data, in seconds since 1970, and how long it goes back. */
export const FLEET_END = Date.UTC(2026, 0, 15, 11, 50) / 1000;
export const FLEET_SECONDS = 36 * 60;

/** What is looked at: the last 15 minutes of it, in milliseconds. */
export const SPAN = { from: (FLEET_END - 900) * 1000, to: FLEET_END * 1000 };

type Labels = Record<string, string>;

/** How one instrumentation names its series; of which two write the same metrics with other bounds. */
interface Instrumentation {
  counter?: string;
  histogram: string;
  bounds: readonly number[];
  /** The labels of a service's target. */
  target(service: string, instance: string): Labels;
  request(route: string, status: string): Labels;
  /** Whether durations are told apart by status. */
  timesStatus?: boolean;
}

const scraped = (job: string, instance: string): Labels => ({ job, instance });
const GO_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const PYTHON_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const INSTRUMENTATIONS: readonly Instrumentation[] = [
  {
    counter: 'http_requests_total',
    histogram: 'http_request_duration_seconds',
    bounds: GO_BOUNDS,
    target: scraped,
    request: (path, status) => ({ method: 'GET', path, ...(status && { status }) }),
  },
  {
    histogram: 'http_server_request_duration_seconds',
    bounds: PYTHON_BOUNDS,
    target: (service_name, instance) => ({ service_name, job: `shop/${service_name}`, instance }),
    request: (http_route, http_response_status_code) => ({
      http_request_method: 'GET',
      http_route,
      http_response_status_code,
    }),
    timesStatus: true,
  },
  {
    counter: 'fastapi_requests_total',
    histogram: 'fastapi_request_duration_seconds',
    bounds: PYTHON_BOUNDS,
    target: scraped,
    request: (path, status) => ({ method: 'GET', path, ...(status && { status }) }),
  },
  {
    histogram: 'http_server_requests_seconds',
    bounds: [0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    target: (application, instance) => ({ application, job: 'spring', instance }),
    request: (uri, status) => ({ method: 'GET', uri, status }),
    timesStatus: true,
  },
  {
    counter: 'http_requests_total',
    histogram: 'http_request_duration_seconds',
    bounds: [0.1, 0.3, 1.2, 5],
    target: scraped,
    request: (path, status) => ({ method: 'GET', path, ...(status && { status }) }),
  },
];

/** Name of a service by its number. */
export const serviceName = (index: number) => `service-${String(index).padStart(4, '0')}`;

/** Requests that one route of one instance serves each second; some are used more than others. */
const rateOf = (service: number, route: number) => 0.2 + ((service * 7 + route * 3) % 10) / 10;
/** One route of each service fails for one request in fifty. */
const failing = (route: number, status: string) =>
  route !== 0 ? (status === '200' ? 1 : 0) : status === '200' ? 0.98 : 0.02;
/** Latency is exponential with this mean, in seconds. */
const meanOf = (service: number, route: number) => 0.02 * (1 + ((service * 13 + route * 5) % 25));

function shareWithin(bound: number, mean: number): number {
  return bound === Infinity ? 1 : 1 - Math.exp(-bound / mean);
}

/**
 * Histograms of requests per second of all services, one for each route, as the data has them: what is computed of
 * them is independent of how the product asks.
 */
export function truthOf({ services, routes, instances }: FleetSize): Buckets[] {
  return Array.from({ length: services * routes }, (_, index) => {
    const [service, route] = [Math.floor(index / routes), index % routes];
    const upper = [...instrumentationOf(service).bounds, Infinity];
    const within = upper.map((bound) => shareWithin(bound, meanOf(service, route)));
    const rate = rateOf(service, route) * instances;
    return { upper, counts: within.map((share, i) => (share - (within[i - 1] ?? 0)) * rate) };
  });
}

/** Requests per second of all services. */
export function rateOfAll({ services, routes, instances }: FleetSize): number {
  let sum = 0;
  for (let service = 0; service < services; service++) {
    for (let route = 0; route < routes; route++) {
      sum += rateOf(service, route) * instances;
    }
  }
  return sum;
}

/** What is true of one service. */
export interface ServiceTruth {
  /** Requests per second. */
  rate: number;
  errorRatio: number;
  /** Requests by their latency, of each route. */
  histograms: readonly Buckets[];
}

/** What is true of each service, by its name: like {@link truthOf} independent of how the product asks. */
export function truthByService(size: FleetSize): Map<string, ServiceTruth> {
  const histograms = truthOf(size);
  const routes = Array.from({ length: size.routes }, (_, route) => route);
  return new Map(
    Array.from({ length: size.services }, (_, service) => {
      const rates = routes.map((route) => rateOf(service, route) * size.instances);
      const rate = rates.reduce((sum, one) => sum + one, 0);
      const failed = rates.reduce((sum, one, route) => sum + (route === 0 ? one * failing(route, '500') : 0), 0);
      const own = histograms.slice(service * size.routes, (service + 1) * size.routes);
      return [serviceName(service), { rate, errorRatio: failed / rate, histograms: own }];
    })
  );
}

function instrumentationOf(service: number): Instrumentation {
  const found = INSTRUMENTATIONS[service % INSTRUMENTATIONS.length];
  if (!found) {
    throw new Error('There is an instrumentation for each service');
  }
  return found;
}

/** A counter that grows by so much each second. */
interface Series {
  name: string;
  labels: Labels;
  perSecond: number;
}

export function* seriesOfService(index: number, size: FleetSize): Generator<Series> {
  const { counter, histogram, bounds, target, request, timesStatus } = instrumentationOf(index);
  for (let instance = 0; instance < size.instances; instance++) {
    const own = target(serviceName(index), `${serviceName(index)}-${instance}:80`);
    for (let route = 0; route < size.routes; route++) {
      const path = `/api/things-${route}`;
      const statuses = route === 0 ? ['200', '500'] : ['200'];
      const rate = rateOf(index, route);
      for (const status of counter ? statuses : []) {
        const labels = { ...own, ...request(path, status) };
        yield { name: counter ?? '', labels, perSecond: rate * failing(route, status) };
      }
      for (const status of timesStatus ? statuses : ['']) {
        const perSecond = rate * (status === '' ? 1 : failing(route, status));
        const labels = { ...own, ...request(path, status) };
        const mean = meanOf(index, route);
        for (const bound of [...bounds, Infinity]) {
          const le = bound === Infinity ? '+Inf' : String(bound);
          yield {
            name: `${histogram}_bucket`,
            labels: { ...labels, le },
            perSecond: perSecond * shareWithin(bound, mean),
          };
        }
        yield { name: `${histogram}_count`, labels, perSecond };
        yield { name: `${histogram}_sum`, labels, perSecond: perSecond * mean };
      }
    }
  }
}

/**
 * Writes the shop as an OpenMetrics page with a time beside each sample.
 * @returns how many series it has
 */
export async function writeFleet(file: string, size: FleetSize): Promise<number> {
  const out = createWriteStream(file);
  const times: number[] = [];
  for (let time = FLEET_END - FLEET_SECONDS; time <= FLEET_END; time += size.interval) {
    times.push(time);
  }
  let count = 0;
  const write = async ({ name, labels, perSecond }: Series) => {
    count += 1;
    const text = `${name}{${Object.entries(labels)
      .map(([label, value]) => `${label}="${value}"`)
      .join(',')}}`;
    const start = FLEET_END - 3 * FLEET_SECONDS;
    const lines = times.map((time) => `${text} ${Number(((time - start) * perSecond).toFixed(3))} ${time}\n`).join('');
    if (!out.write(lines)) {
      await once(out, 'drain');
    }
  };
  for (let index = 0; index < size.services; index++) {
    for (const series of seriesOfService(index, size)) {
      await write(series);
    }
  }
  for (let index = 0; index < size.otherNames; index++) {
    await write({ name: `other_thing_${index}`, labels: { job: 'others', instance: 'others:80' }, perSecond: 0 });
  }
  out.end('# EOF\n');
  await once(out, 'close');
  return count;
}
