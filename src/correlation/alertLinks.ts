import { type TimeSpan } from '../telemetry/timeSpan';
import { type AppLocation, at } from './appLocation';
import { type LinkContext, logsBehind, tracesBehind } from './links';
import { healthUrl } from './pageUrls/health';
import { routeUrl } from './pageUrls/route';
import { serviceUrl } from './pageUrls/service';

export type AlertTarget = 'health' | 'logs' | 'traces';

/** What an alert is about, as far as it tells. */
export interface AlertSubject {
  service?: string;
  route?: string;
  /** Since when it is in its state, milliseconds since the epoch. */
  since?: number;
}

const HALF_HOUR_MS = 1800_000;

/**
 * Where an alert leads: to the service and the route that it is of, from half an hour before it began to half an hour
 * after, as in notifications.
 * @returns undefined for logs and traces of nobody in particular
 */
export function behindAlert(
  to: AlertTarget,
  { service, route, since }: AlertSubject,
  now: number
): AppLocation | undefined {
  const span = spanAround(since, now);
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

function spanAround(since: number | undefined, now: number): TimeSpan {
  return since !== undefined && since > 0 && since <= now
    ? { from: since - HALF_HOUR_MS, to: Math.min(now, since + HALF_HOUR_MS) }
    : { from: now - 2 * HALF_HOUR_MS, to: now };
}
