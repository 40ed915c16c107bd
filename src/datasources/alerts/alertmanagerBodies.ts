import { array, type InferOutput, nullish, object, record, string } from 'valibot';
import { type AlertOrigin, type RoutedAlert } from '../../telemetry/questions/alerts';

const LABELS = nullish(record(string(), string()), {});
const NAMES = nullish(array(string()), []);
const ALERT = object({
  labels: LABELS,
  annotations: LABELS,
  startsAt: nullish(string()),
  generatorURL: nullish(string(), ''),
  fingerprint: nullish(string()),
  status: nullish(object({ silencedBy: NAMES, inhibitedBy: NAMES }), { silencedBy: [], inhibitedBy: [] }),
});

/** Alerts in the groups in which they are told of, as Alertmanager's API v2 has them. */
export const GROUPS_BODY = array(object({ alerts: nullish(array(ALERT), []) }));

type Body = InferOutput<typeof GROUPS_BODY>;
type Alert = InferOutput<typeof ALERT>;

/** What an Alertmanager says of each of its alerts; one in several groups is there once, with the largest. */
export function routedAlerts(groups: Body, origin: AlertOrigin): RoutedAlert[] {
  const found = new Map<string, RoutedAlert>();
  for (const { alerts } of groups) {
    for (const alert of alerts) {
      const key = alert.fingerprint ?? JSON.stringify(alert.labels);
      const groupSize = Math.max(alerts.length, found.get(key)?.groupSize ?? 0);
      found.set(key, routedAlert(alert, origin, groupSize));
    }
  }
  return [...found.values()];
}

function routedAlert(alert: Alert, origin: AlertOrigin, groupSize: number): RoutedAlert {
  const { labels, annotations, startsAt, generatorURL, status } = alert;
  const since = Date.parse(startsAt ?? '');
  const values = numbersIn(annotations.__values__);
  const query = queryIn(generatorURL);
  return {
    origin,
    labels,
    annotations: Object.fromEntries(Object.entries(annotations).filter(([name]) => !/^__value.*__$/.test(name))),
    ...(since > 0 && { since }),
    ...(values && { values }),
    ...(query !== undefined && { query }),
    isSilenced: status.silencedBy.length > 0,
    isInhibited: status.inhibitedBy.length > 0,
    groupSize,
  };
}

/** What Grafana writes beside an alert: the numbers of its queries and expressions. */
function numbersIn(written: string | undefined): Record<string, number> | undefined {
  try {
    const values: unknown = JSON.parse(written ?? '');
    return typeof values === 'object' && values !== null
      ? Object.fromEntries(Object.entries(values).filter((one): one is [string, number] => typeof one[1] === 'number'))
      : undefined;
  } catch {
    return undefined;
  }
}

/** The query in the address that Prometheus gives as the source of its alerts. */
function queryIn(url: string): string | undefined {
  try {
    return new URL(url).searchParams.get('g0.expr') ?? undefined;
  } catch {
    return undefined;
  }
}
