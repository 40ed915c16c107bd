import { hostOfAddress } from '../../telemetry/address';
import { type InfraEntity, type InfraTarget } from '../../telemetry/questions/infrastructure';

/** A service that runs on a host, or in a container, and what says so. */
export interface Placed {
  service: string;
  /** Labels and resource attributes, as they are called: `host.name`, `instance`. */
  by: readonly string[];
}

/** Addresses that are the same on every machine, and say nothing of which one it is. */
const OWN_ADDRESS = /^(localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0)$/;

/** What a container is called in a network of Docker's. */
const WITHIN = /^[a-z][\w-]*$/i;

/**
 * Which services run on which hosts and in which containers, by the ids of these: a target has the name of a service
 * and names its host, by a label, a resource attribute, its pod or its address.
 * @param services the names of the services that metrics know
 */
export function placeServices(
  targets: readonly InfraTarget[],
  entities: readonly InfraEntity[],
  services: readonly string[]
): Map<string, Placed[]> {
  const known = new Set(services);
  const byName = new Map<string, InfraEntity[]>();
  const index = (name: string | undefined, entity: InfraEntity) => {
    if (name) {
      byName.set(name, [...(byName.get(name) ?? []), entity]);
    }
  };
  for (const entity of entities) {
    if (entity.kind === 'host') {
      new Set([entity.name, hostOfAddress(entity.instance)]).forEach((name) => index(name, entity));
    } else if (entity.pod) {
      index(podKey(entity.namespace, entity.pod), entity);
    }
  }
  // One machine alone is where a service is whose address is that machine's own.
  const hosts = entities.filter(({ kind }) => kind === 'host');
  const found = new Map<string, Map<string, Set<string>>>();
  const place = (entity: InfraEntity, service: string, by: string) => {
    const placed = found.get(entity.id) ?? new Map<string, Set<string>>();
    placed.set(service, (placed.get(service) ?? new Set()).add(by));
    found.set(entity.id, placed);
  };
  for (const target of targets) {
    const service = target.names.find((name) => known.has(name));
    if (service === undefined) {
      continue;
    }
    for (const { value, by } of target.host) {
      const isOwn = by === 'instance' && OWN_ADDRESS.test(value);
      const named = isOwn
        ? hosts.filter(({ instance }) => OWN_ADDRESS.test(hostOfAddress(instance) ?? ''))
        : byName.get(value)?.filter((entity) => isNear(target, entity));
      (isOwn && hosts.length > 1 ? [] : (named ?? [])).forEach((entity) => place(entity, service, by));
    }
    if (target.pod) {
      (byName.get(podKey(target.namespace, target.pod)) ?? [])
        .filter((entity) => isNear(target, entity))
        .forEach((entity) => place(entity, service, 'pod'));
    }
  }
  for (const entity of entities) {
    // Docker Compose names a container by the service that is in it.
    if (entity.kind === 'container' && entity.container && known.has(entity.container)) {
      place(entity, entity.container, 'container');
    }
  }
  return new Map(
    [...found].map(([id, placed]) => [
      id,
      [...placed].map(([service, by]) => ({ service, by: [...by] })).sort((a, b) => (a.service < b.service ? -1 : 1)),
    ])
  );
}

/**
 * The host that a container runs on: the one that its labels name, else the one at its exporter's address. Beside one
 * host alone an exporter of Docker's containers that has no address of its own tells of that one.
 * @returns undefined where there are several such hosts, or none
 */
export function hostOfContainer(container: InfraEntity, all: readonly InfraEntity[]): InfraEntity | undefined {
  const hosts = all.filter((host) => isNear(container, host));
  const names = new Set(container.hostNames);
  if (names.size > 0) {
    return (
      onlyOf(hosts.filter(({ name }) => names.has(name))) ??
      onlyOf(hosts.filter(({ instance }) => names.has(hostOfAddress(instance) ?? '')))
    );
  }
  const address = hostOfAddress(container.instance);
  if (!address) {
    return undefined;
  }
  const own = onlyOf(hosts.filter(({ name, instance }) => name === address || hostOfAddress(instance) === address));
  return own ?? (!container.pod && (OWN_ADDRESS.test(address) || WITHIN.test(address)) ? onlyOf(hosts) : undefined);
}

/** Names say something within one cluster only; who does not tell its cluster may be of any. */
function isNear(a: { cluster?: string }, b: { cluster?: string }): boolean {
  return !a.cluster || !b.cluster || a.cluster === b.cluster;
}

const onlyOf = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);

const podKey = (namespace: string | undefined, pod: string) => `pod ${JSON.stringify([namespace, pod])}`;
