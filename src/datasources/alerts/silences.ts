import { array, boolean, type InferOutput, nullish, object, string } from 'valibot';
import { type AlertOrigin, type Silence } from '../../telemetry/questions/alerts';
import { askAlertApi } from './alertApi';
import { alertmanagers, GRAFANA } from './alertServers';

const MATCHER = object({
  name: string(),
  value: string(),
  isRegex: nullish(boolean(), false),
  // Before 0.22 there was no other.
  isEqual: nullish(boolean(), true),
});

/** Silences, also those that are over, as Alertmanager's API v2 has them. */
const SILENCES_BODY = array(
  object({
    id: string(),
    startsAt: string(),
    endsAt: string(),
    createdBy: nullish(string(), ''),
    comment: nullish(string(), ''),
    matchers: array(MATCHER),
  })
);

/** The silences of an Alertmanager that have a beginning and an end. */
function silencesIn(body: InferOutput<typeof SILENCES_BODY>, origin: AlertOrigin): Silence[] {
  return body
    .map(({ id, startsAt, endsAt, createdBy, comment, matchers }) => ({
      id,
      origin,
      from: Date.parse(startsAt),
      to: Date.parse(endsAt),
      by: createdBy,
      comment,
      matchers: matchers.map(({ name, value, isRegex, isEqual }) => ({
        label: name,
        op: isEqual ? (isRegex ? ('=~' as const) : ('=' as const)) : isRegex ? ('!~' as const) : ('!=' as const),
        value,
      })),
    }))
    .filter(({ from, to }) => from < to);
}

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
