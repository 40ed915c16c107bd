import { type AlertTarget, behindAlert } from '../correlation/alertLinks';
import { type AppLocation } from '../correlation/appLocation';
import { routeOfLabels, serviceOfLabels } from '../correlation/labelEntities';

/** What Grafana says of an alert that is in one of its lists: `PluginExtensionAlertInstanceContext` of 12.4. */
export interface AlertContext {
  instance: {
    labels: Readonly<Record<string, string>>;
    /** ISO time since when it is in its state; the year 1 where that is unknown. */
    activeAt?: string;
  };
}

/** Where an alert of Grafana's lists leads: to the service and the route that its labels name. */
export function alertLocation(
  to: AlertTarget,
  { instance: { labels, activeAt } }: AlertContext,
  now: number
): AppLocation | undefined {
  const since = Date.parse(activeAt ?? '');
  return behindAlert(to, { service: serviceOfLabels(labels), route: routeOfLabels(labels), since }, now);
}
