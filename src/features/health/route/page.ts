import { RouteBody } from './RouteBody';

/** One route of one service. */
export function createBody(): RouteBody {
  return new RouteBody();
}
