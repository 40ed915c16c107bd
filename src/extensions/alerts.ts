import { type Address, type AddressParams } from '../correlation/addresses';
import { type HopContext, logsBehind, tracesBehind } from '../correlation/hops';
import { PATHS } from '../correlation/routes';
import { routeOfLabels, serviceOfLabels } from './targets';

/** What Grafana says of an alert that is in one of its lists: `PluginExtensionAlertInstanceContext` of 12.4. */
export interface AlertContext {
  instance: {
    labels: Readonly<Record<string, string>>;
    /** ISO time since when it is in its state; the year 1 where that is unknown. */
    activeAt?: string;
  };
}

export type AlertTarget = 'health' | 'logs' | 'traces';

const HALF_HOUR_MS = 1800_000;

/**
 * Where an alert leads: to the service and the route that its labels name, from half an hour before it began to half an
 * hour after, as in notifications.
 * @returns undefined for logs and traces of nobody in particular
 */
export function alertAddress(
  to: AlertTarget,
  { instance: { labels, activeAt } }: AlertContext,
  now: number
): Address | undefined {
  const service = serviceOfLabels(labels);
  const route = routeOfLabels(labels);
  const times = timesOf(Date.parse(activeAt ?? ''), now);
  if (service === undefined) {
    return to === 'health' ? { path: PATHS.health, params: times } : undefined;
  }
  const isIn = (field: 'service' | 'route', value: string) => ({ field, op: 'in' as const, values: [value] });
  const ofService: HopContext['where'] = [isIn('service', service)];
  switch (to) {
    case 'health': {
      const own: AddressParams = route === undefined ? [] : [['route', route]];
      const path = route === undefined ? PATHS.service : PATHS.route;
      return { path, params: [['service', service], ...own, ...times] };
    }
    case 'logs': {
      // Few lines repeat the route of their request.
      const { path, params } = logsBehind({ where: ofService });
      return { path, params: [...params, ...times] };
    }
    case 'traces': {
      const where = route === undefined ? ofService : [...ofService, isIn('route', route)];
      const { path, params } = tracesBehind({ where });
      return { path, params: [...params, ...times] };
    }
  }
}

function timesOf(since: number, now: number): AddressParams {
  const isKnown = since > 0 && since <= now;
  const [from, to] = isKnown
    ? [since - HALF_HOUR_MS, Math.min(now, since + HALF_HOUR_MS)]
    : [now - 2 * HALF_HOUR_MS, now];
  return [
    ['from', String(from)],
    ['to', String(to)],
  ];
}
