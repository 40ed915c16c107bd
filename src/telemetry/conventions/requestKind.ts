import { type Labels } from '../vocabulary';
import { type MetricFamily } from './binding';
import { type FamilyCandidate, type MetricConvention } from './convention';
import { type DetectionKind } from './kind';
import { assignServices, coveredFamily, familiesOfCandidate, type Writers, writersOf } from './ownership';
import { onlyBestPlaces } from './places';
import { probesOf } from './seriesProbe';
import { type Candidate, CandidateSeries } from './services';

/**
 * A kind whose measures are of requests that a service served. Within a kind each service belongs to the one family
 * that says most about it; see {@link assignServices}.
 */
export function requestKind(conventions: readonly MetricConvention[]): DetectionKind {
  return {
    conventions,
    signals: [],
    plan({ catalog }) {
      const explained = new Set<string>();
      const isOwned = (metric: string) => conventions.some(({ owns }) => owns?.test(metric));
      const found = conventions.flatMap((convention) => {
        const own = convention
          .find(catalog)
          // What a known convention explains is not explained again by structure, but a counter may have other
          // durations than those that are known to go with it.
          .filter(({ requests, duration = requests }) => !convention.isStructural || !explained.has(duration.metric))
          .filter((family) => !convention.isStructural || !metricsOf(family).some(isOwned));
        // Unless only the labels tell whether it really does.
        (convention.needsOneOf ? [] : own.flatMap(metricsOf)).forEach((metric) => explained.add(metric));
        return own.map((family) => ({ convention, family }));
      });
      return {
        probes: found.flatMap(({ family, convention }) => probesOf(family, convention)),
        bind(probed, isStack) {
          const claims = claimsOf(found);
          const seen = found.map(({ convention, family }) => {
            const claimed = convention.isStructural ? metricsOf(family).flatMap((one) => claims.get(one) ?? []) : [];
            const isForeign = (series: Labels) => isStack(series) || claimed.some((label) => series[label]);
            return new CandidateSeries(convention, family, probed, isForeign);
          });
          const candidates = onlyBestPlaces(seen);
          const owners = assignServices(candidates);
          const writers = writersOf(candidates);
          const families = candidates.flatMap((candidate) => familiesOfCandidate(candidate, owners, writers));
          return { families, covered: coveredOf(candidates, families, writers), signals: [] };
        },
      };
    },
  };
}

function metricsOf(family: { requests: { metric: string }; duration?: { metric: string } }): string[] {
  return [family.requests.metric, ...(family.duration ? [family.duration.metric] : [])];
}

/** The labels by which known conventions tell their series of metrics that others write too, by metric. */
function claimsOf(
  found: ReadonlyArray<{ convention: MetricConvention; family: FamilyCandidate }>
): ReadonlyMap<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const { convention, family } of found) {
    for (const metric of convention.needsOneOf ? metricsOf(family) : []) {
      claims.set(metric, [...(claims.get(metric) ?? []), ...(convention.needsOneOf ?? [])]);
    }
  }
  return claims;
}

/** What was found besides, and says nothing that the answering families do not say. */
function coveredOf(
  candidates: readonly Candidate[],
  families: readonly MetricFamily[],
  writers: Writers
): MetricFamily[] {
  const shown = new Set(families.flatMap(metricsOf));
  return candidates.flatMap((candidate) => {
    const metrics = metricsOf(candidate.family);
    if (!candidate.services.some(({ isAnswerable }) => isAnswerable) || metrics.every((metric) => shown.has(metric))) {
      return [];
    }
    metrics.forEach((metric) => shown.add(metric));
    return [coveredFamily(candidate, writers)];
  });
}
