import { type Measure, measuresOf } from './measures';
import { type Field } from './vocabulary';

/** One kind of thing that telemetry is about. */
export interface EntityKindSpec {
  /** The fields that together tell one from all others of its kind. */
  identity: readonly Field[];
  /** The field whose value it is called by. */
  name: Field;
  /** What can be asked about it, by its identity. */
  measures: readonly Measure[];
  /** The page that shows one, as the addresses name it; none while there is no such page. */
  page?: string;
}

const SERVED = ['requests', 'errors', 'clientErrors', 'duration'] as const satisfies readonly Measure[];

/** Every kind of entity that the product knows. A further one is a row here, and conventions that find its measures. */
export const ENTITIES = {
  service: {
    identity: ['service'],
    name: 'service',
    measures: [
      ...measuresOf('requests'),
      ...measuresOf('resources'),
      ...measuresOf('shop'),
      ...measuresOf('version'),
      ...measuresOf('lag'),
      ...measuresOf('alerts'),
    ],
    page: 'service',
  },
  route: { identity: ['service', 'route'], name: 'route', measures: SERVED, page: 'route' },
  instance: {
    identity: ['service', 'instance'],
    name: 'instance',
    measures: [...measuresOf('requests'), ...measuresOf('resources'), ...measuresOf('version')],
  },
  version: { identity: ['service', 'version'], name: 'version', measures: [...SERVED, ...measuresOf('version')] },
  host: { identity: ['host'], name: 'host', measures: measuresOf('host'), page: 'host' },
  /** A server of the monitoring stack; its numbers are asked for all at once, by `conventions/server`. */
  server: { identity: ['service', 'instance'], name: 'service', measures: [], page: 'stack' },
} as const satisfies Record<string, EntityKindSpec>;

export type EntityKind = keyof typeof ENTITIES;
