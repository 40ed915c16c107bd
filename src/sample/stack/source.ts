import { type LogSource } from '../../telemetry/questions/logs';
import {
  type FailingRule,
  type SourceHealth,
  type StackAnswer,
  type StackSource,
  type StackSurroundings,
} from '../../telemetry/questions/stack';
import { type TraceSource } from '../../telemetry/questions/traces';
import { SAMPLE_RULER } from '../alerts/rules';
import { incidentAt } from '../schedule';
import { type ScenarioName } from '../scenarios/scenario';
import { BUCKET_MS, toBucket } from '../time';
import { sampleServers } from './servers';

/** While these errors last, the service that writes them logs more than Loki lets through. */
export const OVER_LIMIT_DURING: ScenarioName = 'payment-errors';

/** How long it is counted what arrives. */
const COUNTED_MS = 300_000;
const HOUR = 3600_000;
/** The shop's own series, and those of its servers, each scraped every 15 seconds. */
const SERIES = 5400;
const TARGETS = 14;
/** Who looks at pages. */
const GRAFANA_REQUESTS = 3.4;

const SOURCES: readonly SourceHealth[] = (['prometheus', 'loki', 'tempo'] as const).map((type) => ({
  uid: `sample-${type}`,
  name: `Sample ${type.charAt(0).toUpperCase()}${type.slice(1)}`,
  type,
  isHealthy: true,
  message: 'OK',
}));

/** A rule that the shop's Prometheus cannot evaluate while there is too much to read. */
const FAILING_RULE: FailingRule = {
  name: 'shop:log_errors:rate5m',
  group: 'shop.logs',
  folder: 'logs.rules.yml',
  origin: { ...SAMPLE_RULER, kind: 'loki', name: 'Sample Loki' },
  problem: { state: 'error', text: 'too many outstanding requests' },
  isRecording: true,
};

/** The monitoring stack of the sample shop, which is sent what its pages show. */
export class SampleStack implements StackSource {
  constructor(
    private readonly logs: LogSource,
    private readonly traces: TraceSource,
    private readonly at: number
  ) {}

  async stack(signal?: AbortSignal): Promise<StackAnswer> {
    const { at } = this;
    const counted = { from: at - COUNTED_MS, to: at };
    const all = { where: [], lines: [] };
    const [newest, lines, latest, rate] = await Promise.all([
      this.logs.lines({ about: 'logLines', ...all, limit: 1, order: 'newest' }, { from: at - HOUR, to: at }, signal),
      this.logs.count({ about: 'logCount', ...all, by: [], shape: 'total' }, counted, undefined, signal),
      this.traces.search({ about: 'traces', where: [], spans: 'all', limit: 1 }, { from: at - HOUR, to: at }, signal),
      this.traces.series(
        { about: 'spanSeries', where: [], spans: 'all', measure: { kind: 'rate' }, by: [] },
        counted,
        'whole',
        signal
      ),
    ]);
    const load = {
      samples: (SERIES * 1000) / BUCKET_MS,
      lines: ((lines.counts[0]?.values[0] ?? 0) * 1000) / COUNTED_MS,
      spans: rate.series[0]?.values[0] ?? 0,
      requests: GRAFANA_REQUESTS,
    };
    const times = newest.lines.map(({ time }) => time);
    const ends = latest.traces.map(({ start, duration }) => Math.min(at, start + duration));
    return {
      at,
      metrics: {
        value: {
          newest: Math.floor(at / BUCKET_MS) * BUCKET_MS - BUCKET_MS / 2,
          targets: TARGETS,
          down: 0,
          someDown: [],
          clocks: [],
          servers: sampleServers(at, load, isOverLimit(at)),
        },
      },
      logs: { value: newestOf(times) },
      traces: { value: newestOf(ends) },
    };
  }

  async surroundings(): Promise<StackSurroundings> {
    const failing = isOverLimit(this.at) ? [FAILING_RULE] : [];
    return { sources: [...SOURCES], rules: { failing, notices: [] } };
  }
}

function isOverLimit(at: number): boolean {
  return incidentAt(toBucket(at - 1))?.scenario.name === OVER_LIMIT_DURING;
}

function newestOf(times: readonly number[]): { newest?: number } {
  return times.length > 0 ? { newest: Math.max(...times) } : {};
}
