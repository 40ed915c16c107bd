import { PATHS } from '../routes';
import { pageUrl, param, type ParamsCodec } from './pageUrl';

/** What /health/route is about; empty what the URL does not name. */
export interface RouteState {
  service: string;
  route: string;
}

export const ROUTE_PARAMS: ParamsCodec<RouteState> = {
  keys: ['service', 'route'],
  read: (params) => ({ service: params.get('service') ?? '', route: params.get('route') ?? '' }),
  write: ({ service, route }) => [...param('service', service), ...param('route', route)],
};

/** /health/route?service=&route=: one route. */
export const routeUrl = pageUrl<RouteState, 'service' | 'route'>(PATHS.route, ROUTE_PARAMS);
