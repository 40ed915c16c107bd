import { type PromApi, type InstantSample } from './promApi.ts';

/** What should stand in a row of /health. Undefined: nobody can know. */
export interface Figures {
  service: string;
  rate: number;
  errors?: number;
  p50?: number;
  p95?: number;
  p99?: number;
  timeSpent?: number;
}

/**
 * How each dialect of the demo shop names its metrics, written down by hand: this script shares nothing with the
 * plugin, so that both cannot be wrong in the same way.
 */
const DIALECTS = [
  // The application with latencies instead of durations shares its counter's name with the shop: told by job.
  { counter: 'http_requests_total', histogram: 'http_request_latency_seconds', status: undefined },
  { counter: 'http_requests_total', histogram: 'http_request_duration_seconds', status: 'status' },
  { counter: 'fastapi_requests_total', histogram: 'fastapi_request_duration_seconds', status: 'status' },
  {
    counter: 'http_server_request_duration_seconds_count',
    histogram: 'http_server_request_duration_seconds',
    status: 'http_response_status_code',
  },
] as const;

/** The labels that may name a service, the best first, as the shop and Prometheus write them. */
const SERVICE_LABELS = ['service_name', 'service', 'job'] as const;

/** Never the shop's, whatever they count. */
const NOT_THE_SHOP = /^(prometheus|grafana|loki|tempo|alertmanager|alloy|node-exporter|node_exporter)$/;

function serviceOf({ labels }: InstantSample): string {
  return SERVICE_LABELS.map((label) => labels[label]).find((name) => name !== undefined && name !== '') ?? '';
}

function bySeries<T>(
  samples: InstantSample[],
  keyOf: (sample: InstantSample) => string,
  make: (samples: InstantSample[]) => T
) {
  const groups = new Map<string, InstantSample[]>();
  for (const sample of samples) {
    groups.set(keyOf(sample), [...(groups.get(keyOf(sample)) ?? []), sample]);
  }
  return new Map([...groups].map(([key, group]) => [key, make(group)] as const));
}

const sum = (samples: InstantSample[]) => samples.reduce((all, { value }) => all + value, 0);

/** Computes every figure of /health from plain increases of each series; adding up is done here. */
export async function reckon(prometheus: PromApi, from: number, to: number): Promise<Figures[]> {
  const seconds = to - from;
  const increase = (metric: string) => prometheus.instant(`increase(${metric}[${seconds}s])`, to);
  const figures = new Map<string, Figures>();
  for (const { counter, histogram, status } of DIALECTS) {
    const counted = bySeries(await increase(counter), serviceOf, (samples) => samples);
    const buckets = bySeries(await increase(`${histogram}_bucket`), serviceOf, readBuckets);
    const spent = bySeries(await increase(`${histogram}_sum`), serviceOf, sum);
    for (const [service, samples] of counted) {
      const durations = buckets.get(service);
      if (NOT_THE_SHOP.test(service) || service === '' || figures.has(service) || !durations) {
        continue;
      }
      const known = status === undefined ? [] : samples.filter(({ labels }) => labels[status]);
      const failed = status === undefined ? [] : known.filter(({ labels }) => labels[status]?.startsWith('5'));
      figures.set(service, {
        service,
        rate: sum(samples) / seconds,
        errors: sum(known) > 0 ? sum(failed) / sum(known) : undefined,
        p50: quantile(durations, 0.5),
        p95: quantile(durations, 0.95),
        p99: quantile(durations, 0.99),
        timeSpent: (spent.get(service) ?? 0) / seconds,
      });
    }
  }
  return [...figures.values()].sort((a, b) => a.service.localeCompare(b.service));
}

/** Requests that took up to each bound, the bounds ascending. */
type Buckets = Array<{ bound: number; within: number }>;

function readBuckets(samples: InstantSample[]): Buckets {
  const within = bySeries(samples, ({ labels }) => labels.le ?? '', sum);
  return [...within]
    .map(([le, count]) => ({ bound: le === '+Inf' ? Infinity : Number(le), within: count }))
    .sort((a, b) => a.bound - b.bound);
}

/** The q-th part of the requests took up to this long; within a bucket they are taken to be spread evenly. */
export function quantile(buckets: Buckets, q: number): number | undefined {
  const all = buckets.at(-1)?.within ?? 0;
  if (all === 0) {
    return undefined;
  }
  const rank = q * all;
  const index = buckets.findIndex(({ within }) => within >= rank);
  const here = buckets[index];
  const below = buckets[index - 1] ?? { bound: 0, within: 0 };
  if (!here || here.bound === Infinity) {
    return below.bound;
  }
  return below.bound + ((here.bound - below.bound) * (rank - below.within)) / (here.within - below.within);
}
