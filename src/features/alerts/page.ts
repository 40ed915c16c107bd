import { AlertsBody } from './AlertsBody';

/** What fires, since when, and where it leads. */
export function createBody(): AlertsBody {
  return new AlertsBody({});
}
