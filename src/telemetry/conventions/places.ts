import { type CandidateService, type Candidate } from './services';

/** Words of a place in a proxy, that which says most about whom a request was for first. */
const PLACES = ['service', 'backend', 'cluster', 'router', 'route', 'vhost', 'frontend', 'listener', 'entrypoint'];
/** Where a proxy counts by those whom it asks, a label of that name says whom. */
const OF_SERVICES = ['service', 'backend', 'cluster'];

/** The proxy and the place that a name's beginning speaks of, and the label that names a service there. */
export function placeNamed(prefix: string): { of: string; rank: number; names?: string } | undefined {
  const [, of, word = ''] = /^(.+)[._]([a-z]+)$/.exec(prefix) ?? [];
  const rank = PLACES.indexOf(word);
  return of === undefined || rank === -1 ? undefined : { of, rank, names: OF_SERVICES.find((one) => one === word) };
}

/** Whose series they are: proxies of one job count at the same places. */
function targetsOf({ requests }: CandidateService): string[] {
  return requests.map(({ job = '' }) => job);
}

/** Leaves each target's requests to the best place at which it counts them. */
export function onlyBestPlaces(candidates: readonly Candidate[]): Candidate[] {
  const best = new Map<string, number>();
  const key = (of: string, target: string) => JSON.stringify([of, target]);
  for (const { family, services } of candidates) {
    const { place } = family;
    for (const target of place ? services.filter(({ isAnswerable }) => isAnswerable).flatMap(targetsOf) : []) {
      const known = key(place?.of ?? '', target);
      best.set(known, Math.min(place?.rank ?? 0, best.get(known) ?? Infinity));
    }
  }
  return candidates.map((candidate) => {
    const { place } = candidate.family;
    if (!place) {
      return candidate;
    }
    const isBest = (service: CandidateService) =>
      targetsOf(service).every((target) => place.rank <= (best.get(key(place.of, target)) ?? Infinity));
    return {
      ...candidate,
      services: candidate.services.map((service) => ({
        ...service,
        isAnswerable: service.isAnswerable && isBest(service),
      })),
    };
  });
}
