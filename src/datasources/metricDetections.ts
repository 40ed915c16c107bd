import { type MetricDetection } from '../telemetry/conventions/binding';
import { type MetricMetadata } from '../telemetry/conventions/catalog';
import { type Signal } from '../telemetry/conventions/signal';
import { TtlCache } from './ttlCache';
import { detectMetrics, fetchMetadata, NAMES_WITHIN_SECONDS } from './prometheus';
import { type ResourceDataSource } from './runQueries';
import { knownServices } from './services';
import { type Settings } from './settings';

const DAY_MS = 24 * 3600_000;
/** Live ranges end now and move; what was detected a moment ago holds for them. */
const LIVE_MS = 5 * 60 * 1000;
const LIVE = 'now';

/** Whose metrics are looked at, and what an admin said of them. */
export interface DetectedSource {
  instance: ResourceDataSource;
  settings: Settings;
}

/** What a question about one moment is about. */
export interface DetectionMoment {
  /** Milliseconds since the epoch. */
  time: number;
  /** The services that are asked for. */
  services: readonly string[];
}

/** A detection, and whether it was made for another time and only most likely holds for this one, too. */
export interface ServingDetection {
  detection: MetricDetection;
  isAssumed?: boolean;
}

/**
 * What was detected in metrics, by data source and by when. A live range shares what was found a moment ago; a range in
 * the past has its own, as other services may have run then and metrics may have had other names.
 */
export class MetricDetections {
  /** By what they depend on beside time; within, by the end of the range that they were made for. */
  private bySource = new Map<string, TtlCache<MetricDetection>>();
  private metadata = new TtlCache<Record<string, MetricMetadata | undefined>>();

  constructor(private now: () => number = Date.now) {}

  /** What is known at a time; asks at most once in five minutes. */
  at(source: DetectedSource, at: number): Promise<MetricDetection> {
    const mapped = mappedSignals(source.settings);
    const metadata = () =>
      // Prometheus tells of metadata without regard to time.
      this.metadata.get(source.instance.uid, () => fetchMetadata(source.instance));
    return this.of(source).get(this.endOf(at), () => detectMetrics(source.instance, at, mapped, metadata));
  }

  /**
   * What is known about one moment. A detection that looked at the hour in which the moment lies serves, whatever range
   * it was made for; so does one of the same day that knows the services, as names seldom change. Else it is made.
   * @param at end of the range that is asked for
   */
  async about(source: DetectedSource, at: number, { time, services }: DetectionMoment): Promise<ServingDetection> {
    const held = this.of(source).fresh();
    const own = held.get(this.endOf(at));
    if (own) {
      return { detection: await own };
    }
    const others = [...held]
      .map(([end, detection]) => ({ end: end === LIVE ? this.now() : Number(end), detection }))
      .sort((a, b) => Math.abs(a.end - time) - Math.abs(b.end - time));
    for (const { end, detection: other } of others) {
      const detection = await other.catch(() => undefined);
      if (detection && end >= time && end - time <= NAMES_WITHIN_SECONDS * 1000) {
        return { detection };
      }
      if (detection && Math.abs(end - time) <= DAY_MS && knowsAll(detection, services)) {
        return { detection, isAssumed: true };
      }
    }
    return { detection: await this.at(source, at) };
  }

  /** Looks again at the next question. */
  clear(): void {
    this.bySource.clear();
    this.metadata.clear();
  }

  private of({ instance, settings }: DetectedSource): TtlCache<MetricDetection> {
    const key = JSON.stringify([instance.uid, settings.business ?? []]);
    const detections = this.bySource.get(key) ?? new TtlCache<MetricDetection>(this.now);
    this.bySource.set(key, detections);
    return detections;
  }

  private endOf(at: number): string {
    return this.now() - at < LIVE_MS ? LIVE : String(at);
  }
}

function knowsAll(detection: MetricDetection, services: readonly string[]): boolean {
  const known = new Set(knownServices(detection).map(({ service }) => service));
  return services.length > 0 && services.every((service) => known.has(service));
}

function mappedSignals(settings: Settings): Signal[] {
  return (settings.business ?? []).map(({ measure, metric, type }) => ({
    measure,
    metric,
    type,
    unit: measure === 'revenue' ? ('money' as const) : ('count' as const),
    scale: 1,
    across: type === 'gauge' ? ('max' as const) : ('sum' as const),
    splitBy: measure === 'revenue' ? 'currency' : undefined,
  }));
}
