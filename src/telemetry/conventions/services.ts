import { type Field, type Labels } from '../vocabulary';
import { namesBeside, namespacesOf } from './alsoNamed';
import { bindLabels, type BoundLabels, fieldValue, type ServiceBinding } from './binding';
import { type FamilyCandidate, type LabelPreferences, type MetricConvention } from './convention';
import { TARGET_LABELS } from './labelNames';
import { isLeftOut, seriesLeftOut } from './leftOut';
import { isStackService } from './monitoringStack';
import {
  boundsProbe,
  boundsTellUnit,
  chosenBy,
  countProbe,
  durationProbe,
  plainProbe,
  type ProbedSeries,
  type SeriesProbe,
} from './seriesProbe';
import { type LabelValues } from './signal';
import { type DurationUnit, unitOfBounds } from './units';

/** One service's series in a family, and what their labels mean. */
export interface CandidateService {
  binding: ServiceBinding;
  /** Series of it that do not count. */
  without: LabelValues[];
  requests: Labels[];
  duration: Labels[];
  /** The unit of its durations, where the bounds of their buckets told it. */
  unit?: DurationUnit;
  /** The gauge of its longest request of late, where this service has one. */
  max?: { metric: string; labels: BoundLabels };
  /** The gauge of requests being served, where this service has one. */
  inFlight?: { metric: string; labels: BoundLabels };
  /** Whether it is the shop's and serves HTTP; no family answers for others. */
  isAnswerable: boolean;
}

/** A family with the services whose series it has. */
export interface Candidate {
  convention: MetricConvention;
  family: FamilyCandidate;
  /** Which labels may carry what. */
  labels: LabelPreferences;
  services: readonly CandidateService[];
}

/** Series of one service, and the label that names it. */
interface OfService {
  label: string;
  series: Labels[];
}

type ByService = Map<string, OfService>;

/** The probed series besides those that count requests; gauges by metric. */
interface Seen {
  duration: ByService;
  bounds: ByService;
  inFlight: Array<readonly [metric: string, series: ByService]>;
  max: Array<readonly [metric: string, series: ByService]>;
}

/** The probed series of one family's metrics, by service. */
export class CandidateSeries implements Candidate {
  readonly services: CandidateService[];
  readonly labels: LabelPreferences;

  constructor(
    readonly convention: MetricConvention,
    readonly family: FamilyCandidate,
    probed: ProbedSeries,
    isForeign: (series: Labels) => boolean
  ) {
    this.labels = { ...convention.labels, ...family.labels };
    const { requests, duration, inFlight } = family;
    const chosen = chosenBy(convention, family);
    const at = (probe: SeriesProbe | undefined) => this.byService(probe ? probed.of(probe) : []);
    const seen: Seen = {
      duration: at(duration && durationProbe(duration, chosen)),
      bounds: at(duration && boundsTellUnit(duration) ? boundsProbe(duration, chosen) : undefined),
      max: duration?.max === undefined ? [] : [[duration.max, at(plainProbe(duration.max))]],
      inFlight: inFlight.map((metric) => [metric, at(plainProbe(metric))]),
    };
    this.services = [...at(countProbe(requests, chosen))].map(([service, own]) =>
      this.candidateFor(
        service,
        { ...own, series: own.series.filter((one) => !isForeign(one) && !convention.isForeign?.(one)) },
        own.series,
        seen
      )
    );
  }

  private candidateFor(service: string, own: OfService, all: Labels[], seen: Seen): CandidateService {
    const { convention, family } = this;
    const timed = seen.duration.get(service)?.series ?? [];
    const decided = [...(convention.only ?? []), ...(family.without ?? [])].map(({ label }) => label);
    const without = [...(family.without ?? []), ...seriesLeftOut([...own.series, ...timed], decided)];
    const counts = (series: Labels) => !isLeftOut(series, without);
    const counted = own.series.filter(counts);
    const isNone = isStackService(service) || convention.isNoService?.(service) === true || counted.length === 0;
    const one = this.bindService(service, own.label, isNone ? all : counted, timed.filter(counts));
    return {
      ...one,
      without,
      unit: unitOfBounds((seen.bounds.get(service)?.series ?? []).map(({ le }) => Number(le))),
      isAnswerable: !isNone && this.looksRight(one),
      inFlight: this.gaugeOf(service, seen.inFlight),
      max: this.gaugeOf(service, seen.max),
    };
  }

  /** The first of these gauges that a service has. */
  private gaugeOf(service: string, gauges: Seen['inFlight']): CandidateService['inFlight'] {
    const found = gauges.find(([, services]) => services.has(service));
    return found && { metric: found[0], labels: this.bind(found[1].get(service)?.series ?? []) };
  }

  private byService(series: readonly Labels[]): ByService {
    const names = bindLabels(series, { service: this.labels.service ?? [] }).service;
    const byService: ByService = new Map();
    for (const labels of series) {
      const found = fieldValue(labels, names);
      if (found) {
        const known = byService.get(found.value) ?? { label: found.label, series: [] };
        known.series.push(labels);
        byService.set(found.value, known);
      }
    }
    return byService;
  }

  private bindService(
    service: string,
    label: string,
    requests: Labels[],
    duration: Labels[] = []
  ): Pick<CandidateService, 'binding' | 'requests' | 'duration'> {
    const environments = requests.flatMap((series) => fieldValue(series, TARGET_LABELS.environment)?.value ?? []);
    const binding: ServiceBinding = {
      service,
      label,
      requests: this.bind(requests),
      duration: duration.length > 0 ? this.bind(duration) : undefined,
      environments: [...new Set(environments)].sort(),
      alsoNamed: namesBeside(requests, service),
      namespaces: namespacesOf(requests),
    };
    return { binding, requests, duration };
  }

  private bind(series: readonly Labels[]): BoundLabels {
    return bindLabels(series, this.labels, this.convention.statuses);
  }

  private looksRight({ binding, requests }: Pick<CandidateService, 'binding' | 'requests'>): boolean {
    const { needsHttpLabels, needsOneOf } = this.convention;
    const says = (field: Field) => binding.requests[field] !== undefined || binding.duration?.[field] !== undefined;
    return (
      (!needsHttpLabels || says('method') || says('status')) &&
      (!needsOneOf || requests.some((series) => needsOneOf.some((label) => series[label])))
    );
  }
}
