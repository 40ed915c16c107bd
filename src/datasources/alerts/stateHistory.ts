import { isFetchError } from '@grafana/runtime';
import { array, type InferOutput, nullish, number, object, record, string, unknown } from 'valibot';
import { spansOfChanges } from '../../analysis/alerts/alertSpans';
import { labelsKey } from '../../analysis/alerts/alert';
import { type AlertHistory } from '../../telemetry/questions/alerts';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Labels } from '../../telemetry/vocabulary';
import { readBody, UnexpectedBodyError } from '../serverBody';
import { askAlertApi } from './alertApi';
import { readAlertState } from './ruleBodies';

const FRAME = object({
  schema: object({ fields: array(object({ name: string() })) }),
  data: object({ values: array(array(unknown())) }),
});
const LINE = object({
  previous: nullish(string(), ''),
  current: nullish(string(), ''),
  labels: nullish(record(string(), string()), {}),
});

/** More changes than anybody would look at. */
const MOST_CHANGES = 5000;

/**
 * How the alerts of a rule of Grafana's stood, as Grafana recorded their changes; one request.
 * @returns undefined where Grafana does not tell: only one of the places that it records them in has labels to read,
 * and that which is a Prometheus it does not read at all
 */
export async function stateHistory(
  uid: string,
  isMeant: (labels: Labels) => boolean,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<AlertHistory | undefined> {
  const params = new URLSearchParams({
    ruleUID: uid,
    from: String(Math.floor(span.from / 1000)),
    to: String(Math.ceil(span.to / 1000)),
    limit: String(MOST_CHANGES),
  });
  try {
    const frame = await askAlertApi(`/api/v1/rules/history?${params.toString()}`, FRAME, signal);
    const hasLines = frame.schema.fields.some(({ name }) => name === 'line');
    return hasLines ? { spans: spansOfChanges(changesIn(frame, isMeant), span) } : undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UnexpectedBodyError || (isFetchError(error) && error.status === 500)) {
      return undefined;
    }
    throw error;
  }
}

function changesIn({ schema, data }: InferOutput<typeof FRAME>, isMeant: (labels: Labels) => boolean) {
  const column = (name: string) => data.values[schema.fields.findIndex((field) => field.name === name)] ?? [];
  const lines = column('line');
  return readBody(array(number()), column('time')).flatMap((time, at) => {
    const { previous, current, labels } = readBody(LINE, lines[at]);
    return isMeant(labels)
      ? [{ alert: labelsKey(labels), time, previous: readAlertState(previous), current: readAlertState(current) }]
      : [];
  });
}
