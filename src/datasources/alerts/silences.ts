import { type AlertOrigin, type Silence } from '../../telemetry/questions/alerts';
import { askAlertApi } from './alertApi';
import { SILENCES_BODY, silencesIn } from './alertmanagerBodies';
import { alertmanagers, GRAFANA } from './alertServers';

/** Charts are marked by what few requests tell. */
const MOST_ALERTMANAGERS = 2;

/**
 * The silences that the user may see, of Grafana's Alertmanager and of the first that are data sources; also those that
 * are over, for as long as an Alertmanager keeps them. One request each; who does not answer costs its own only.
 */
export async function readSilences(signal?: AbortSignal): Promise<Silence[]> {
  const asked = [GRAFANA, ...alertmanagers()].slice(0, MOST_ALERTMANAGERS);
  return (await Promise.all(asked.map((origin) => silencesOf(origin, signal)))).flat();
}

async function silencesOf(origin: AlertOrigin, signal?: AbortSignal): Promise<Silence[]> {
  try {
    const url = `/api/alertmanager/${encodeURIComponent(origin.uid)}/api/v2/silences`;
    return silencesIn(await askAlertApi(url, SILENCES_BODY, signal), origin);
  } catch {
    signal?.throwIfAborted();
    // What is shown beside them does not depend on them.
    return [];
  }
}
