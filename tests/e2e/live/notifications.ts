import { type Notification } from '../../../demo/servers/notifications/inbox.mjs';
import { PORTS } from '../../../demo/servers/site';
import { required } from './incident';

const at = (part: 'notifications' | 'alertmanager', path: string) =>
  `http://127.0.0.1:${required(PORTS[part].variable)}${path}`;

/** An alert as people speak of it. */
export interface AlertName {
  alert: string;
  service: string;
}

/**
 * What arrived about an alert since a moment.
 * @param since milliseconds since the epoch
 */
export async function arrived({ alert, service }: AlertName, since: number): Promise<Notification[]> {
  const answer = await fetch(at('notifications', '/notifications'));
  const all = (await answer.json()) as Notification[];
  return all.filter(
    ({ title, receivedAt }) => title.includes(`${alert} at ${service}`) && Date.parse(receivedAt) >= since
  );
}

/** Whether Alertmanager holds an alert that has not ended, and whether another one hides it. */
export async function stateOf({ alert, service }: AlertName): Promise<'active' | 'suppressed' | 'none'> {
  const filter = new URLSearchParams([
    ['filter', `alertname="${alert}"`],
    ['filter', `service="${service}"`],
  ]);
  const answer = await fetch(at('alertmanager', `/api/v2/alerts?${filter}`));
  const [one] = (await answer.json()) as Array<{ status: { state: 'active' | 'suppressed' } }>;
  return one?.status.state ?? 'none';
}
