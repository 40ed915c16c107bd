import { type Attributes } from '../../attributes';
import { type ServiceName } from '../../calls';
import { instanceOf, type Site } from '../../sites';
import { versionAt } from '../../versions';
import { LANGUAGES } from '../logs/stacks';

/** What a service says of itself with everything that it sends. */
export function resourceOf(service: ServiceName, site: Site, bucket: number): Attributes {
  const instance = instanceOf(service, site);
  return {
    'service.name': service,
    'service.namespace': site.namespace,
    'service.version': versionAt(service, site, bucket),
    'service.instance.id': instance,
    'deployment.environment.name': site.environment,
    'host.name': `node-${site.id}`,
    'telemetry.sdk.language': LANGUAGES[service],
  };
}

/** Attributes of the span itself: what says where it was is told by its resource. */
export function spanAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !OF_RESOURCE.has(name)));
}

const OF_RESOURCE = new Set([
  'service.version',
  'service.instance.id',
  'service.namespace',
  'deployment.environment.name',
]);

/** The query behind a span named `SELECT products`. */
export function queryText(name: string): string {
  const [operation = '', collection = ''] = name.split(' ', 2);
  switch (operation) {
    case 'SELECT':
      return `SELECT * FROM ${collection} WHERE id = $1`;
    case 'INSERT':
      return `INSERT INTO ${collection} VALUES ($1, $2, $3)`;
    case 'UPDATE':
      return `UPDATE ${collection} SET updated_at = now() WHERE id = $1`;
    default:
      return `${operation} ${collection}:?`;
  }
}
