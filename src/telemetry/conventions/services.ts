import { type Field, type Labels } from '../vocabulary';
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
    const chosen = chosenBy(convention, family);
    const requests = this.byService(probed.of(countProbe(family.requests, chosen)));
    const duration = this.byService(family.duration ? probed.of(durationProbe(family.duration, chosen)) : []);
    const bounds = this.byService(this.probedBounds(probed));
    const gaugesOf = (metrics: readonly string[]) => {
      const gauges = metrics.map((metric) => [metric, this.byService(probed.of(plainProbe(metric)))] as const);
      return (service: string) =>
        gauges.flatMap(([metric, services]) => {
          const series = services.get(service)?.series;
          return series ? [{ metric, labels: this.bind(series) }] : [];
        })[0];
    };
    const inFlightOf = gaugesOf(family.inFlight);
    const maxOf = gaugesOf(family.duration?.max === undefined ? [] : [family.duration.max]);
    this.services = [...requests].map(([service, own]) => {
      const ofShop = own.series.filter((series) => !isForeign(series) && !convention.isForeign?.(series));
      const timed = duration.get(service)?.series ?? [];
      const known = [...(convention.only ?? []), ...(family.without ?? [])].map(({ label }) => label);
      const without = [...(family.without ?? []), ...seriesLeftOut([...ofShop, ...timed], known)];
      const counts = (series: Labels) => !isLeftOut(series, without);
      const counted = ofShop.filter(counts);
      const isNone = isStackService(service) || convention.isNoService?.(service) === true || counted.length === 0;
      const one = this.bindService(service, own.label, isNone ? own.series : counted, timed.filter(counts));
      return {
        ...one,
        without,
        unit: unitOfBounds((bounds.get(service)?.series ?? []).map(({ le }) => Number(le))),
        isAnswerable: !isNone && this.looksRight(one),
        inFlight: inFlightOf(service),
        max: maxOf(service),
      };
    });
  }

  private probedBounds(probed: ProbedSeries): Labels[] {
    const { duration } = this.family;
    const chosen = chosenBy(this.convention, this.family);
    return duration && boundsTellUnit(duration) ? probed.of(boundsProbe(duration, chosen)) : [];
  }

  private byService(series: readonly Labels[]): Map<string, { label: string; series: Labels[] }> {
    const names = bindLabels(series, { service: this.labels.service ?? [] }).service;
    const byService = new Map<string, { label: string; series: Labels[] }>();
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
