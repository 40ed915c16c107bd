import { type AppLocation, at } from '../correlation/appLocation';
import { routeOfLabels, serviceOfLabels } from '../correlation/labelEntities';
import { type LinkContext, logsBehind, tracesBehind } from '../correlation/links';
import { healthUrl } from '../correlation/pageUrls/health';
import { routeUrl } from '../correlation/pageUrls/route';
import { serviceUrl } from '../correlation/pageUrls/service';
import { type TimeSpan } from '../telemetry/timeSpan';

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
export function alertLocation(
  to: AlertTarget,
  { instance: { labels, activeAt } }: AlertContext,
  now: number
): AppLocation | undefined {
  const service = serviceOfLabels(labels);
  const route = routeOfLabels(labels);
  const span = spanAround(Date.parse(activeAt ?? ''), now);
  if (service === undefined) {
    return to === 'health' ? at(healthUrl.write({}), span) : undefined;
  }
  const isIn = (field: 'service' | 'route', value: string) => ({ field, op: 'in' as const, values: [value] });
  const ofService: LinkContext['where'] = [isIn('service', service)];
  switch (to) {
    case 'health':
      return at(route === undefined ? serviceUrl.write({ service }) : routeUrl.write({ service, route }), span);
    case 'logs':
      // Few lines repeat the route of their request.
      return at(logsBehind({ where: ofService }), span);
    case 'traces':
      return at(tracesBehind({ where: route === undefined ? ofService : [...ofService, isIn('route', route)] }), span);
  }
}

function spanAround(since: number, now: number): TimeSpan {
  const isKnown = since > 0 && since <= now;
  return isKnown
    ? { from: since - HALF_HOUR_MS, to: Math.min(now, since + HALF_HOUR_MS) }
    : { from: now - 2 * HALF_HOUR_MS, to: now };
}
