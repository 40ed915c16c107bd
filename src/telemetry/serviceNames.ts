/**
 * The name behind a namespace, if there is one: OpenTelemetry's `job` is `service.namespace/service.name`
 * (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#resource-attributes-1); or the
 * one before a provider, as Traefik writes it: `cart@docker`
 * (https://doc.traefik.io/traefik/reference/install-configuration/providers/overview/#provider-namespace).
 */
export function bareName(name: string): string | undefined {
  return /^[^/]+\/([^/]+)$/.exec(name)?.[1] ?? provided(name)?.name;
}

/** What Traefik's providers are called; an address of mail is no service of one. */
const PROVIDED =
  /^([^/@]+)@(docker|swarm|file|kubernetes(?:crd|gateway)?|consul(?:catalog)?|nomad|ecs|redis|etcd|http|rest)$/;

function provided(name: string): { name: string; provider: string } | undefined {
  const [, own = '', provider = ''] = PROVIDED.exec(name) ?? [];
  return own === '' ? undefined : { name: own, provider };
}

/** A service by its own name, and the namespaces that it says it is in. */
interface OwnName {
  service: string;
  namespaces?: readonly string[];
}

/**
 * Whether somebody else, such as the proxy before it, may mean a service by a name: its own name alone, without its
 * namespace or with a provider; or, as Traefik makes names up where nobody gave one, `webshop-cart-8080@kubernetes` and
 * `cart-webshop@docker`.
 */
export function maySay(name: string, { service, namespaces = [] }: OwnName): boolean {
  const bare = bareName(service) ?? service;
  const behind = provided(name);
  return (
    [service, bare].includes(behind?.name ?? name) ||
    (behind !== undefined && namespaces.some((namespace) => isMadeUp(behind, bare, namespace)))
  );
}

function isMadeUp({ name, provider }: { name: string; provider: string }, bare: string, namespace: string): boolean {
  const first = `${namespace}-${bare}-`;
  return provider.startsWith('kubernetes')
    ? name.startsWith(first) && /^[a-z0-9]+$/.test(name.slice(first.length))
    : name === `${bare}-${namespace}`;
}

/**
 * Who may be meant by a name, in the given order; see {@link maySay}. The names are put in order once, so that
 * thousands can be asked for.
 * @param namesOf the names of one of them
 */
export function meantByNames<T>(all: readonly T[], namesOf: (one: T) => readonly OwnName[]): (name: string) => T[] {
  const byName = new Map<string, T[]>();
  for (const one of all) {
    const names = namesOf(one).flatMap(({ service }) => [service, bareName(service) ?? service]);
    new Set(names).forEach((name) => byName.set(name, [...(byName.get(name) ?? []), one]));
  }
  return (name) =>
    provided(name)
      ? // Names that a provider made up are told by their parts only.
        all.filter((one) => namesOf(one).some((own) => maySay(name, own)))
      : (byName.get(name) ?? []);
}
