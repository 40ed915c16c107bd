import { idOf } from './explorer';

/** A request that a service answered. */
export interface FleetRequest {
  traceId: string;
  /** When it came, milliseconds since the epoch. */
  time: number;
  /** Milliseconds. */
  duration: number;
  method: string;
  route: string;
  status: string;
  /** What the line of it says, where there is one; no other line says it. */
  message?: string;
}

/** The id of the span in which a service answered a request. */
export function spanIdOf({ traceId, route }: Pick<FleetRequest, 'traceId' | 'route'>): string {
  return idOf(`${traceId} ${route}`, 16);
}
