import { maySay } from '../serviceNames';
import { type MetricDetection, type MetricFamily, type ServiceBinding } from './binding';
import { type ConventionId } from './convention';
import { conventionById } from './index';

/** What a proxy before a service counts of it, beside what the service counts itself. */
export interface Edge {
  family: MetricFamily;
  /** The service as the proxy knows it: by a name without a namespace, maybe. */
  binding: ServiceBinding;
}

/** Whether a convention is of a proxy, gateway or mesh, which counts the requests of the services behind it. */
export function isProxy(id: ConventionId): boolean {
  return conventionById(id).seenFrom === 'proxy';
}

/**
 * The family of a proxy that counts a service too, where the service's own metrics answer for it. Of several the one
 * that says most: what proxies count is beside the service's own numbers, and never added to them or to each other.
 */
export function edgeOf(
  { families, covered }: Pick<MetricDetection, 'families' | 'covered'>,
  service: string
): Edge | undefined {
  const proxies = [...families, ...covered].filter(({ convention }) => isProxy(convention));
  const isOwn = () =>
    families.some((family) => !isProxy(family.convention) && family.services.some((one) => one.service === service));
  if (proxies.length === 0 || !isOwn()) {
    return undefined;
  }
  const found = proxies.flatMap((family): Edge[] => {
    const binding = bindingOf(family, service, families);
    return binding ? [{ family, binding }] : [];
  });
  return found.sort((a, b) => merits(b) - merits(a))[0];
}

function bindingOf(
  { elsewhere }: MetricFamily,
  service: string,
  families: readonly MetricFamily[]
): ServiceBinding | undefined {
  const known = families.flatMap(({ services }) => services);
  const own = known.filter((one) => one.service === service);
  const meant = elsewhere.filter(
    (one) =>
      own.some((our) => maySay(one.service, our)) &&
      // Where two namespaces have a service of the name, it may be either.
      known.every((other) => other.service === service || !maySay(one.service, other))
  );
  return meant.find((one) => one.service === service) ?? (meant.length === 1 ? meant[0] : undefined);
}

/** Durations say more than a status. */
function merits({ binding: { requests, duration } }: Edge): number {
  return (duration ? 2 : 0) + ((requests.status ?? duration?.status) ? 1 : 0);
}
