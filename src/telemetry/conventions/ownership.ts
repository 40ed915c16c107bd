import {
  type BoundLabels,
  fieldValue,
  mergeLabels,
  type MetricFamily,
  readableBy,
  type ServiceBinding,
} from './binding';
import { type DurationSource, type FamilyCandidate, type MetricConvention } from './convention';
import { meantByNames } from '../serviceNames';
import { type Candidate, type CandidateService } from './services';

/** Which families answer for a service: one, or one of each protocol that it answers. */
export type Owners = ReadonlyMap<string, readonly Candidate[]>;

/** Who writes each metric: services by name, by the metric's base name. */
export type Writers = ReadonlyMap<string, ReadonlyMap<string, ServiceBinding>>;

/** Everybody who writes a metric, whether or not it serves as a count of requests for them. */
export function writersOf(candidates: readonly Candidate[]): Writers {
  const writers = new Map<string, Map<string, ServiceBinding>>();
  for (const { family, services } of candidates) {
    const known = writers.get(family.requests.metric) ?? new Map<string, ServiceBinding>();
    services.forEach(({ binding }) => known.set(binding.service, known.get(binding.service) ?? binding));
    writers.set(family.requests.metric, known);
  }
  return writers;
}

/** Those who write a family's metrics too, and are not of it. */
function othersOf({ requests, duration }: FamilyCandidate, own: readonly string[], writers: Writers): ServiceBinding[] {
  const metrics = [...new Set([requests.metric, ...(duration ? [duration.metric] : [])])];
  const others = new Map(metrics.flatMap((metric) => [...(writers.get(metric) ?? [])]));
  const isOwn = new Set(own);
  return [...others.values()].filter(({ service }) => !isOwn.has(service));
}

/**
 * What a family can say about a service, the most important first. A service's own metrics come before span metrics,
 * because those may rest on sampled traces, and these before what proxies count, because they know routes.
 */
function merits({ convention: { seenFrom } }: Candidate, { requests, duration }: ServiceBinding): boolean[] {
  const says = [requests.status, requests.route, requests.method].map((labels) => labels !== undefined);
  return [duration !== undefined, seenFrom === undefined, seenFrom !== 'proxy', ...says];
}

function isBetter(left: readonly boolean[], right: readonly boolean[]): boolean {
  const decisive = left.findIndex((merit, index) => merit !== right[index]);
  return decisive !== -1 && left[decisive] === true;
}

/** The best of some families that know a service. */
interface Best {
  candidate: Candidate;
  service: CandidateService;
  merits: boolean[];
}

/**
 * Gives each service to one family, so that no request is counted twice: to the one that says most about it, and
 * among equals to the one of the convention that comes first. HTTP and RPC are different requests of a service, so it
 * may have a family of each. The monitoring stack's own services get none.
 */
export function assignServices(candidates: readonly Candidate[]): Owners {
  const best = new Map<string, Partial<Record<'http' | 'rpc' | 'messaging' | 'any', Best>>>();
  for (const candidate of candidates) {
    for (const service of candidate.services.filter(({ isAnswerable }) => isAnswerable)) {
      const found = { candidate, service, merits: merits(candidate, service.binding) };
      const of = best.get(service.binding.service) ?? {};
      const { seenFrom, protocol = 'http' } = candidate.convention;
      const counted = seenFrom ? 'any' : protocol;
      const known = of[counted];
      best.set(service.binding.service, {
        ...of,
        [counted]: !known || isBetter(found.merits, known.merits) ? found : known,
      });
    }
  }
  const answers = [...best].map(([name, of]) => [name, answering(of)] as const);
  const twins = twinsAmong(new Map(answers));
  return new Map(
    answers.filter(([name]) => !twins.has(name)).map(([name, all]) => [name, all.map(({ candidate }) => candidate)])
  );
}

/**
 * The lesser names of services that have two: spans know `cart` by its name, its own metrics by OpenTelemetry's job,
 * `webshop/cart`, a proxy with a provider, `cart@docker`. Where two namespaces have a service of the name, it may be
 * either.
 */
function twinsAmong(answers: ReadonlyMap<string, readonly Best[]>): Set<string> {
  const own = [...answers].filter(([, all]) => all.every(({ candidate }) => !candidate.convention.seenFrom));
  const meantBy = meantByNames(own, ([, all]) => all.map(({ service }) => service.binding));
  return new Set(
    [...answers].flatMap(([name, [seen]]) => {
      if (!seen?.candidate.convention.seenFrom) {
        return [];
      }
      const [twin, ...others] = meantBy(name);
      if (!twin || others.length > 0) {
        return [];
      }
      return twin[1].every(({ merits: known }) => isBetter(seen.merits, known)) ? [twin[0]] : [name];
    })
  );
}

function answering({ http, rpc, messaging, any }: Partial<Record<'http' | 'rpc' | 'messaging' | 'any', Best>>): Best[] {
  const own = [http, rpc].filter((one) => one !== undefined);
  if (own.length === 0 && !any) {
    return messaging ? [messaging] : [];
  }
  if (any && own.every((one) => isBetter(any.merits, one.merits))) {
    return [any];
  }
  return http && rpc && countsCallsOf(http, rpc) ? [http] : own;
}

/** Calls travel over HTTP, and a server may count them among its requests, with their names as routes. */
function countsCallsOf(http: Best, rpc: Best): boolean {
  const routes = ({ service: { binding, requests } }: Best) =>
    requests.flatMap((series) => fieldValue(series, binding.requests.route)?.value.replace(/^\//, '') ?? []);
  const calls = new Set(routes(rpc));
  return routes(http).some((route) => calls.has(route));
}

/** The families that a candidate becomes: one for all the services that it owns, if the same labels can read them. */
export function familiesOfCandidate(candidate: Candidate, owners: Owners, writers: Writers): MetricFamily[] {
  const owned = candidate.services.filter(
    ({ binding, isAnswerable }) => isAnswerable && owners.get(binding.service)?.includes(candidate)
  );
  return readableTogether(candidate, owned).map((group) => familyOf(candidate, group, writers));
}

/** A family that answers for nobody, as evidence of what else was found. */
export function coveredFamily(candidate: Candidate, writers: Writers): MetricFamily {
  return familyOf(candidate, [], writers);
}

/**
 * Services of which different things are known are kept apart, so that what a family says it can tell holds for each
 * of its services; and so are those of which other series count.
 */
function knownFields({ binding, inFlight, max, unit, without }: CandidateService): string {
  const fields = (labels: BoundLabels | undefined) => labels && Object.keys(labels).sort();
  return JSON.stringify([
    fields(binding.requests),
    fields(binding.duration),
    fields(inFlight?.labels),
    fields(max?.labels),
    unit,
    without,
  ]);
}

/** Services whose series the same labels can read, with these labels. */
interface ReadableGroup {
  known: string;
  members: CandidateService[];
  labels: FamilyLabels;
  /** The gauge of requests in flight that one of them has. */
  inFlight?: string;
}

/** Each service is compared with what its group has in common, not with every member: there may be thousands. */
function readableTogether(candidate: Candidate, services: readonly CandidateService[]): CandidateService[][] {
  const groups = new Map<string, ReadableGroup[]>();
  const all: ReadableGroup[] = [];
  for (const service of services) {
    const known = knownFields(service);
    const alike = groups.get(known) ?? [];
    if (!alike.some((group) => joins(candidate, group, service))) {
      const labels = labelsOf(candidate, [service.binding]);
      const group = { known, members: [service], labels, inFlight: service.inFlight?.metric };
      groups.set(known, [...alike, group]);
      all.push(group);
    }
  }
  return all.map(({ members }) => members);
}

/** Takes a service into a group, if the labels of all together can read each of them. */
function joins(candidate: Candidate, group: ReadableGroup, service: CandidateService): boolean {
  const inFlight = service.inFlight?.metric;
  if (group.inFlight !== undefined && inFlight !== undefined && group.inFlight !== inFlight) {
    return false;
  }
  const labels = labelsOf(candidate, [group.labels, service.binding]);
  // Those who are in it already were read by these labels, unless there are now more of them.
  const hasMore = JSON.stringify(labels) !== JSON.stringify(group.labels);
  if (![service, ...(hasMore ? group.members : [])].every((one) => isReadableBy(labels, one))) {
    return false;
  }
  group.members.push(service);
  group.labels = labels;
  group.inFlight ??= inFlight;
  return true;
}

function isReadableBy({ requests, duration }: FamilyLabels, service: CandidateService): boolean {
  return (
    readableBy(requests, service.binding.requests, service.requests) &&
    readableBy(duration, service.binding.duration ?? {}, service.duration)
  );
}

/** The labels of a family's series. */
interface FamilyLabels {
  requests: BoundLabels;
  duration: BoundLabels;
}

function labelsOf(
  { labels }: Candidate,
  bindings: ReadonlyArray<{ requests: BoundLabels; duration?: BoundLabels }>
): FamilyLabels {
  return {
    requests: mergeLabels(
      bindings.map(({ requests }) => requests),
      labels
    ),
    duration: mergeLabels(
      bindings.map(({ duration }) => duration ?? {}),
      labels
    ),
  };
}

function familyOf(candidate: Candidate, own: readonly CandidateService[], writers: Writers): MetricFamily {
  const { convention, family } = candidate;
  // A family that answers for nobody still shows which labels it has.
  const shown = own.length > 0 ? own : candidate.services.filter(({ isAnswerable }) => isAnswerable);
  const { requests, duration } = labelsOf(
    candidate,
    shown.map(({ binding }) => binding)
  );
  const hasDuration = shown.some(({ binding }) => binding.duration);
  const gaugeOf = (gauges: ReadonlyArray<{ metric: string; labels: BoundLabels }>) =>
    gauges[0] && {
      metric: gauges[0].metric,
      labels: mergeLabels(
        gauges.map(({ labels }) => labels),
        candidate.labels
      ),
    };
  const max = gaugeOf(shown.flatMap((service) => service.max ?? []));
  return {
    convention: convention.id,
    kind: convention.kind,
    requests: { ...family.requests, labels: requests },
    duration:
      family.duration && hasDuration
        ? { ...measured(family.duration, shown[0]?.unit), labels: duration, ...(max ? { max } : {}) }
        : undefined,
    inFlight: gaugeOf(shown.flatMap((service) => service.inFlight ?? [])),
    statusStyle: statusStyle(shown, requests.status ? 'requests' : 'duration', convention),
    only: convention.only ?? [],
    without: shown[0]?.without ?? [],
    errorMark: convention.errorMark,
    ...(family.failures === undefined ? {} : { failures: family.failures }),
    ...(convention.protocol === 'messaging' ? { countsMessages: true } : {}),
    failing: convention.failing,
    alsoFailing: convention.alsoFailing,
    startsAtZero: convention.startsAtZero,
    services: own.map(({ binding }) => binding),
    elsewhere: othersOf(
      family,
      own.map(({ binding }) => binding.service),
      writers
    ),
  };
}

function measured({ metric, type, unit }: DurationSource, seen = unit): DurationSource {
  return { metric, type, unit: seen };
}

function statusStyle(
  services: readonly CandidateService[],
  source: 'requests' | 'duration',
  { statuses: own, protocol }: MetricConvention
): MetricFamily['statusStyle'] {
  const statuses = services.flatMap((service) => {
    const labels = service.binding[source]?.status ?? [];
    return service[source].flatMap((series) => labels.flatMap((label) => series[label] ?? []));
  });
  if (statuses.length === 0) {
    return 'none';
  }
  if (own) {
    return protocol === 'messaging' ? 'outcome' : 'rpc';
  }
  return statuses.some((status) => /^.(?:xx)?$/i.test(status)) ? 'class' : 'code';
}
