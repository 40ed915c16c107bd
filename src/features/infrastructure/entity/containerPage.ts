import { EntityBody } from './EntityBody';

/** One container: its charts, its host, and the services in it. */
export function createBody(): EntityBody {
  return new EntityBody({ kind: 'container' });
}
