import { AlertBody } from './AlertBody';

/** One alert: when it fired, what it watches, and where it leads. */
export function createBody(): AlertBody {
  return new AlertBody();
}
