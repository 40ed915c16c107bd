import { getBackendSrv } from '@grafana/runtime';
import { type Observable, timeout } from 'rxjs';
import { type GenericSchema, type InferOutput } from 'valibot';
import { t } from '../../i18n/t';
import { type AlertNotice, type AlertOrigin } from '../../telemetry/questions/alerts';
import { QUIETLY } from '../dataRequest';
import { classifyFailure, type Failure, TelemetryError } from '../failure';
import { lastAnswer } from '../lastAnswer';
import { readBody, UnexpectedBodyError } from '../serverBody';

/** A server that is this slow costs its own alerts only. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Asks Grafana's alerting API, for itself or for a data source, as the signed-in user.
 * @throws what Grafana refused it with; UnexpectedBodyError; for an aborted signal, its reason
 */
export async function askAlertApi<S extends GenericSchema>(
  url: string,
  schema: S,
  signal?: AbortSignal
): Promise<InferOutput<S>> {
  const answers: Observable<{ data: unknown }> = getBackendSrv()
    .fetch<unknown>({ ...QUIETLY, url })
    .pipe(timeout({ first: ANSWER_WITHIN_MS }));
  return readBody(schema, (await lastAnswer(answers, signal)).data);
}

/** What Grafana refuses with. */
interface Refusal {
  status?: number;
  data?: { accessErrorId?: string; message?: string };
}

/** What is missing of an answer, and what to do about it. */
export function noticeOf(error: unknown, origin: AlertOrigin): AlertNotice {
  return { origin, ...alertFailure(error, origin) };
}

/** Why alerts could not be read. */
export function alertFailure(error: unknown, { kind, name }: AlertOrigin): Failure {
  const { status, data } = (typeof error === 'object' && error !== null ? error : {}) as Refusal;
  if (error instanceof TelemetryError) {
    return error.failure;
  }
  if (error instanceof UnexpectedBodyError) {
    return classifyFailure({ message: error.message }, name);
  }
  if (status === 401 || status === 403) {
    // Grafana's own refusals have an id, by which an admin finds them; others are the server's, in its own words.
    const isGrafanas = kind === 'grafana' || data?.accessErrorId !== undefined;
    if (!isGrafanas) {
      return classifyFailure({ status, data: { error: data?.message ?? '' } }, name);
    }
    return {
      kind: 'forbidden',
      message: t('alerts.failure.forbidden', 'You do not have permission to read alerts of {{name}}', { name }),
      advice: t('alerts.failure.forbidden-advice', 'Ask an admin for permission to read alert rules and instances'),
    };
  }
  if (status === 404 && kind === 'alertmanager') {
    return {
      kind: 'absent',
      message: t('alerts.failure.no-alertmanager', '{{name}} does not answer as an Alertmanager', { name }),
      advice: t('alerts.failure.no-alertmanager-advice', 'Ask an admin to check its URL and implementation in Grafana'),
    };
  }
  if (status === 404) {
    return kind === 'grafana'
      ? {
          kind: 'absent',
          message: t('alerts.failure.grafana-off', 'Grafana Alerting is turned off'),
          advice: t('alerts.failure.grafana-off-advice', 'Ask an admin to turn on unified alerting'),
        }
      : {
          kind: 'absent',
          message: t('alerts.failure.no-rules', '{{name}} has no alert rules API', { name }),
          advice: t('alerts.failure.no-rules-advice', 'Turn on the ruler of this server to use alert rules there'),
        };
  }
  return classifyFailure(error, name);
}
