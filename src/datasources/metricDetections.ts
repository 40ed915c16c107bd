import { type MetricDetection } from '../telemetry/conventions/binding';
import { type MetricMetadata } from '../telemetry/conventions/catalog';
import { type Signal } from '../telemetry/conventions/signal';
import { familiesToLayOut } from '../telemetry/dialects/promql/boundLayouts';
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

/** A detection, and when it was made, in milliseconds since the epoch. */
export interface KeptDetection {
  detection: MetricDetection;
  madeAt: number;
}

/** Keeps detections of the present between visits. */
export interface DetectionKeeper {
  /** @param basis what the detection depends on; begins with the data source's uid */
  read(basis: string): KeptDetection | undefined;
  write(basis: string, kept: KeptDetection): Promise<void>;
  clear(): void;
}

/** A check of a detection that was kept. */
interface Check {
  /** Whether something else was found. */
  found: Promise<boolean>;
  /** Milliseconds since the epoch; whoever asks after it is answered by what it found. */
  endedAt?: number;
}

/**
 * What was detected in metrics, by data source and by when. A live range shares what was found a moment ago; a range in
 * the past has its own, as other services may have run then and metrics may have had other names.
 *
 * What was kept of the present is shown at once, and looked up again behind what is asked by it; see {@link renewed}.
 */
export class MetricDetections {
  /** By what they depend on beside time; within, by the end of the range that they were made for. */
  private bySource = new Map<string, TtlCache<MetricDetection>>();
  private metadata = new TtlCache<Record<string, MetricMetadata | undefined>>();
  /** The latest checks of what was kept, by what they depend on. */
  private checks = new Map<string, Check>();

  /** Detections with the bounds of buckets, by those without. */
  private laidOut = new WeakMap<MetricDetection, Promise<MetricDetection>>();

  constructor(
    private now: () => number = Date.now,
    private readonly keeper?: DetectionKeeper
  ) {}

  /** What is known at a time; asks at most once in five minutes. */
  at(source: DetectedSource, at: number): Promise<MetricDetection> {
    const end = this.endOf(at);
    return this.of(source).get(end, () => (end === LIVE ? this.keptOrDetected(source, at) : this.detect(source, at)));
  }

  /**
   * Whether the check of a detection that was kept found something else, which is then what is known; waits for the
   * check. False where nothing was shown that had been kept.
   * @param since when the question began that was answered by it, in milliseconds since the epoch: one that began after
   *   the check was answered by what it found
   */
  async renewed(source: DetectedSource, since = 0): Promise<boolean> {
    const { found = false, endedAt = Infinity } = this.checks.get(basisOf(source)) ?? {};
    return endedAt < since ? false : found;
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

  /**
   * The detection with which services have the same bounds of buckets; asks once where there are many of them. Where
   * that cannot be asked it stays as it is.
   */
  async withLayouts(source: DetectedSource, at: number, detection: MetricDetection): Promise<MetricDetection> {
    if (familiesToLayOut(detection).length === 0) {
      return detection;
    }
    const known = this.laidOut.get(detection) ?? this.layOut(source, at, detection).catch(() => detection);
    this.laidOut.set(detection, known);
    return known;
  }

  /** Looks again at the next question. */
  clear(): void {
    this.bySource.clear();
    this.metadata.clear();
    this.checks.clear();
    this.keeper?.clear();
  }

  private detect({ instance, settings }: DetectedSource, at: number): Promise<MetricDetection> {
    const metadata = () =>
      // Prometheus tells of metadata without regard to time.
      this.metadata.get(instance.uid, () => fetchMetadata(instance));
    return detectMetrics(instance, at, mappedSignals(settings), metadata);
  }

  private async layOut(source: DetectedSource, at: number, detection: MetricDetection): Promise<MetricDetection> {
    // Small shops do without.
    const { layOutBuckets } = await import(/* webpackChunkName: "many-services" */ './bucketLayouts');
    const laidOut = await layOutBuckets(source.instance, detection, at);
    const held = await this.of(source).fresh().get(LIVE);
    if (held === detection) {
      this.of(source).put(LIVE, laidOut);
      this.keep(basisOf(source), laidOut, this.now());
    }
    return laidOut;
  }

  private keep(basis: string, detection: MetricDetection, madeAt: number): void {
    // What cannot be kept is detected again at the next visit.
    this.keeper?.write(basis, { detection, madeAt }).catch(() => undefined);
  }

  private async keptOrDetected(source: DetectedSource, at: number): Promise<MetricDetection> {
    const basis = basisOf(source);
    const kept = this.keeper?.read(basis);
    if (!kept) {
      this.checks.delete(basis);
      const detection = await this.detect(source, at);
      this.keep(basis, detection, this.now());
      return detection;
    }
    const check: Check = {
      found: this.check(source, kept.detection, () => this.checks.get(basis) === check)
        // Where it cannot be looked up again, nothing else is known.
        .catch(() => false)
        .finally(() => {
          check.endedAt = this.now();
        }),
    };
    this.checks.set(basis, check);
    return kept.detection;
  }

  /** Looks again, and takes what is found for known from then on, unless all was forgotten meanwhile. */
  private async check(source: DetectedSource, shown: MetricDetection, isWanted: () => boolean): Promise<boolean> {
    const { checkDetection } = await import(/* webpackChunkName: "store-detection" */ './checkDetection');
    return checkDetection(
      shown,
      async (hasLayouts) => {
        const at = this.now();
        const found = await this.detect(source, at);
        return hasLayouts ? this.withLayouts(source, at, found) : found;
      },
      (found) => {
        if (isWanted()) {
          this.keep(basisOf(source), found, this.now());
          this.of(source).put(LIVE, found);
        }
      }
    );
  }

  private of(source: DetectedSource): TtlCache<MetricDetection> {
    const key = basisOf(source);
    const detections = this.bySource.get(key) ?? new TtlCache<MetricDetection>(this.now);
    this.bySource.set(key, detections);
    return detections;
  }

  private endOf(at: number): string {
    return this.now() - at < LIVE_MS ? LIVE : String(at);
  }
}

/** What a detection depends on beside time. */
function basisOf({ instance, settings }: DetectedSource): string {
  return JSON.stringify([instance.uid, settings.business ?? []]);
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
