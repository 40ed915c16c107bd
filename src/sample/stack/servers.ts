import { type Lost, type ServerProduct, type StackServer } from '../../telemetry/questions/stack';

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** What the stack of the sample shop is sent, per second. */
export interface Load {
  samples: number;
  lines: number;
  spans: number;
  requests: number;
}

/** What of a line Loki counts, in bytes. */
const BYTES_PER_LINE = 240;
const BYTES_PER_SAMPLE = 1.4;
/** How long Prometheus keeps samples. */
const KEPT_SECONDS = 30 * 24 * 3600;

/** Share of the lines that Loki refuses while a stream is over its limit. */
const REFUSED_SHARE = 0.12;
const REFUSED_BECAUSE = 'per_stream_rate_limit';

/**
 * The servers of the sample shop's stack at a moment.
 * @param isOverLimit one service logs more than its stream may
 */
export function sampleServers(at: number, load: Load, isOverLimit: boolean): StackServer[] {
  const startedAt = (days: number) => Math.floor(at / (days * DAY)) * days * DAY - 5 * HOUR;
  const base = (product: ServerProduct, version: string, port: number, instance: string = product) => ({
    product,
    job: product,
    instance: `${instance}:${port}`,
    version,
    isUp: true,
    processes: 1,
    scrapeSeconds: 0.011,
    lost: [] as Lost[],
    failing: [],
    faults: [],
    arriving: [] as StackServer['arriving'],
  });
  const refused = load.lines * REFUSED_SHARE;
  return [
    {
      ...base('prometheus', '3.5.0', 9090),
      startedAt: startedAt(14),
      scrapeSeconds: 0.024,
      arriving: [{ of: 'samples', perSecond: load.samples }],
      querySeconds: 0.18,
      storedBytes: load.samples * BYTES_PER_SAMPLE * KEPT_SECONDS,
      keptSeconds: KEPT_SECONDS,
      oldestAt: at - KEPT_SECONDS * 1000,
    },
    {
      ...base('loki', '3.5.2', 3100),
      startedAt: startedAt(7),
      arriving: [
        { of: 'lines', perSecond: load.lines },
        { of: 'bytes', perSecond: load.lines * BYTES_PER_LINE },
      ],
      lost: isOverLimit ? [{ of: 'lines', perSecond: refused, reason: REFUSED_BECAUSE, hasArrived: true }] : [],
      querySeconds: isOverLimit ? 2.4 : 0.62,
    },
    {
      ...base('tempo', '2.9.0', 3200),
      startedAt: startedAt(7),
      arriving: [{ of: 'spans', perSecond: load.spans }],
      querySeconds: 0.35,
    },
    {
      ...base('alloy', 'v1.12.0', 12345),
      startedAt: startedAt(7),
      arriving: [
        { of: 'lines', perSecond: load.lines - (isOverLimit ? refused : 0) },
        { of: 'spans', perSecond: load.spans },
      ],
      lost: isOverLimit ? [{ of: 'lines', perSecond: refused, reason: 'stream_limited' }] : [],
    },
    {
      ...base('alertmanager', '0.28.1', 9093),
      startedAt: startedAt(30),
      arriving: [{ of: 'alerts', perSecond: 0.05 }],
    },
    {
      ...base('grafana', '12.4.0', 3000),
      startedAt: startedAt(14),
      arriving: [{ of: 'requests', perSecond: load.requests }],
      querySeconds: 0.41,
    },
  ];
}
