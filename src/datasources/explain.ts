import { getBackendSrv } from '@grafana/runtime';
import { QUIETLY } from './dataRequest';
import { classifyFailure, type Failure } from './failure';
import { lastAnswer } from './lastAnswer';

/** What Grafana says instead of the reason when a resource of a data source fails. */
const HIDDEN_REASON = /error occurred within the plugin/i;

/**
 * Classifies a failure like {@link classifyFailure}, and finds out more where Grafana hides the reason: the health
 * check of the data source, asked as the signed-in user, tells it. One more request, and only then.
 */
export async function explainFailure(error: unknown, { uid, name }: { uid: string; name: string }): Promise<Failure> {
  const failure = classifyFailure(error, name);
  if (failure.kind !== 'failed' || !HIDDEN_REASON.test(failure.message)) {
    return failure;
  }
  const health = await healthMessage(uid);
  // Loki's own words for a server that nobody answers for.
  const status = health !== undefined && /unable to connect/i.test(health) ? 502 : undefined;
  return classifyFailure(health === undefined ? error : { message: health, status }, name);
}

/** What the data source says of its own health; undefined where it is well or says nothing. */
async function healthMessage(uid: string): Promise<string | undefined> {
  try {
    await lastAnswer(
      getBackendSrv().fetch({ ...QUIETLY, url: `/api/datasources/uid/${encodeURIComponent(uid)}/health` })
    );
    return undefined;
  } catch (error) {
    return (error as { data?: { message?: string } }).data?.message;
  }
}
