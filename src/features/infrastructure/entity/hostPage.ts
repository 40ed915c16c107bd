import { EntityBody } from './EntityBody';

/** One host: its charts, what runs on it, and who uses it most. */
export function createBody(): EntityBody {
  return new EntityBody({ kind: 'host' });
}
