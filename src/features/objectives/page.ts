import { ObjectivesBody } from './ObjectivesBody';

/** Objectives of services and routes: what of each error budget is left, and how fast it is spent. */
export function createBody(): ObjectivesBody {
  return new ObjectivesBody({});
}
