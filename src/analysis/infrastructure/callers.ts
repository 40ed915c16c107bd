import { hostOfAddress } from '../../telemetry/address';
import { type InfraEntity } from '../../telemetry/questions/infrastructure';
import { type ServiceEdge } from '../../telemetry/questions/traces';

/** Who calls a database, as its spans tell. */
export interface Caller extends Pick<ServiceEdge, 'rate' | 'errorRate' | 'p95'> {
  service: string;
}

/** What spans call the products (`db.system.name`, `messaging.system`). */
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  PostgreSQL: ['postgresql'],
  MySQL: ['mysql', 'mariadb'],
  Redis: ['redis'],
  RabbitMQ: ['rabbitmq'],
  Kafka: ['kafka'],
};

/**
 * The services that call each database, each once, by its id, those that call most first. Spans name a database by its
 * address, or by a name within it and its product: the first says which one it is, the second only where there is one
 * of that product.
 */
export function callersOf(edges: readonly ServiceEdge[], databases: readonly InfraEntity[]): Map<string, Caller[]> {
  const found = new Map<string, Map<string, Caller>>();
  for (const { from, to, kind, rate, errorRate, p95 } of edges) {
    const database = kind === 'service' ? undefined : databaseOf(to, databases);
    if (database) {
      const callers = found.get(database.id) ?? new Map<string, Caller>();
      const other = callers.get(from);
      // Of several ways there is no common percentile.
      const caller = other
        ? { service: from, rate: other.rate + rate, errorRate: other.errorRate + errorRate }
        : { service: from, rate, errorRate, p95 };
      found.set(database.id, callers.set(from, caller));
    }
  }
  return new Map([...found].map(([id, callers]) => [id, [...callers.values()].sort((a, b) => b.rate - a.rate)]));
}

function databaseOf(name: string, databases: readonly InfraEntity[]): InfraEntity | undefined {
  const [, called = name, system = called] = /^(.*?)(?: \(([^()]*)\))?$/.exec(name) ?? [];
  const named = databases.filter(({ instance }) => hostOfAddress(instance) === hostOfAddress(called));
  const alike = databases.filter(({ product = '' }) => SYSTEMS[product]?.includes(system));
  const [only, ...others] = named.length > 0 ? named : alike;
  return others.length === 0 ? only : undefined;
}
