import { getBackendSrv } from '@grafana/runtime';
import { timeout } from 'rxjs';
import { array, type InferOutput, nullish, object, record, string } from 'valibot';
import { serviceOfLabels } from '../correlation/labelEntities';
import { lastAnswer } from './lastAnswer';
import { readBody } from './serverBody';

/** An alert of Grafana's own rules that fires now, as far as the user can see it. */
export interface FiringAlert {
  /** The name of its rule. */
  rule: string;
  /** Where Grafana shows the rule; undefined where it has no id. */
  ruleUid?: string;
  /** The service that its labels name. */
  service?: string;
  /** Since when it fires, milliseconds since the epoch; undefined where Grafana does not say. */
  since?: number;
}

const URL = '/api/prometheus/grafana/api/v1/rules?state=firing';
const ANSWER_WITHIN_MS = 10_000;

const ALERT = object({
  state: string(),
  labels: nullish(record(string(), string()), {}),
  activeAt: nullish(string()),
});
const RULE = object({ name: string(), uid: nullish(string()), alerts: nullish(array(ALERT), []) });
const BODY = object({ data: object({ groups: nullish(array(object({ rules: nullish(array(RULE), []) })), []) }) });

/**
 * Asks Grafana which alerts fire, as the signed-in user; the longest firing first.
 * @returns undefined where that is not known: alerting is switched off, not open to this user, or fails
 */
export async function firingAlerts(): Promise<FiringAlert[] | undefined> {
  try {
    const answer = getBackendSrv()
      .fetch<unknown>({ url: URL, showErrorAlert: false })
      .pipe(timeout({ first: ANSWER_WITHIN_MS }));
    return alertsIn(readBody(BODY, (await lastAnswer(answer)).data));
  } catch {
    // What is shown beside it does not depend on it.
    return undefined;
  }
}

function alertsIn({ data: { groups } }: InferOutput<typeof BODY>): FiringAlert[] {
  return groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ name, uid, alerts }) =>
      // A rule that fires has alerts that do not; `Alerting (NoData)` is one that does.
      alerts
        .filter(({ state }) => /^(?:alerting|firing)\b/i.test(state))
        .map(({ labels, activeAt }): FiringAlert => {
          const since = Date.parse(activeAt ?? '');
          return {
            rule: name,
            ruleUid: uid ?? undefined,
            service: serviceOfLabels(labels),
            since: since > 0 ? since : undefined,
          };
        })
    )
    .sort((a, b) => (a.since ?? Infinity) - (b.since ?? Infinity));
}
