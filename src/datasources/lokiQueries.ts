import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { type Subscription } from 'rxjs';
import { dataRequest, QUIETLY } from './dataRequest';
import { errorsOf, type ResourceDataSource, runQueries } from './prometheus';
import { type TimeSpan } from '../telemetry/timeSpan';

/** The fields of a Loki query that Grafana's data source documents; nothing else is sent. */
export interface LokiQuery extends DataQuery {
  expr: string;
  queryType: 'range' | 'instant';
  maxLines?: number;
  direction?: 'forward' | 'backward';
  /** A duration. */
  step?: string;
}

let asked = 0;

/** What every request of ours says; requests of the same id would cancel each other. */
export function requestOf(targets: LokiQuery[], span: TimeSpan, intervalMs: number) {
  asked += 1;
  const points = Math.max(1, Math.ceil((span.to - span.from) / intervalMs) + 1);
  return dataRequest(`tillwatch-logs-${asked}`, targets, span, intervalMs, points);
}

/**
 * Asks as the signed-in user and waits for the whole answer; Grafana splits long ranges by itself. An aborted signal cancels upstream.
 * @throws what the data source said, or the signal's reason
 */
export async function askLoki(
  dataSource: ResourceDataSource,
  targets: LokiQuery[],
  span: TimeSpan,
  signal?: AbortSignal,
  intervalMs = 1000
): Promise<DataFrame[]> {
  const frames = await run(dataSource, targets, span, signal, intervalMs);
  if (frames.length === 0 && targets.length > 0) {
    await proveConnection(dataSource, targets, signal);
  }
  return frames;
}

/**
 * Grafana's Loki data source answers with nothing, and without an error, where Grafana itself could not be reached. Lines come in a frame
 * even if there are none; of an empty count one cannot tell, unless something else is asked.
 */
async function proveConnection(
  dataSource: ResourceDataSource,
  targets: readonly LokiQuery[],
  signal?: AbortSignal
): Promise<void> {
  if (targets.some(({ maxLines }) => maxLines !== undefined)) {
    throw new Error('Failed to fetch');
  }
  const now = Date.now();
  await askResource(dataSource, 'labels', inNanoseconds({ from: now - 60_000, to: now }), signal);
}

function run(
  dataSource: ResourceDataSource,
  targets: LokiQuery[],
  span: TimeSpan,
  signal: AbortSignal | undefined,
  intervalMs: number
): Promise<DataFrame[]> {
  return new Promise((resolve, reject) => {
    if (targets.length === 0) {
      resolve([]);
      return;
    }
    let last: DataQueryResponse | undefined;
    let subscription: Subscription | undefined;
    const cancel = () => {
      subscription?.unsubscribe();
      reject(reasonOf(signal));
    };
    if (signal?.aborted) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });
    const end = (settle: () => void) => {
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    subscription = runQueries(dataSource, requestOf(targets, span, intervalMs)).subscribe({
      next: (response) => (last = response),
      error: (error: unknown) => end(() => reject(error as Error)),
      complete: () => end(() => settle(last, resolve, reject)),
    });
    // It may have been aborted before there was anything to cancel.
    if (signal?.aborted) {
      subscription.unsubscribe();
    }
  });
}

function settle(
  response: DataQueryResponse | undefined,
  resolve: (frames: DataFrame[]) => void,
  reject: (error: unknown) => void
): void {
  const [error] = response ? errorsOf(response) : [];
  if (error || response?.state === LoadingState.Error) {
    reject(error ?? new Error('The query failed'));
  } else {
    resolve((response?.data as DataFrame[] | undefined) ?? []);
  }
}

/** @throws what an aborted signal gives as its reason */
export function stopIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) {
    throw reasonOf(signal);
  }
}

function reasonOf(signal?: AbortSignal): Error {
  return (signal?.reason as Error | undefined) ?? new DOMException('Nobody waits for the answer', 'AbortError');
}

/** Asks one of the data source's resources. Grafana cancels none of them; the answer to an aborted one is dropped. */
export async function askResource<T>(
  dataSource: ResourceDataSource,
  path: string,
  params: Record<string, unknown>,
  signal?: AbortSignal
): Promise<T> {
  stopIfAborted(signal);
  const answer = await dataSource.getResource<T>(path, params, QUIETLY);
  stopIfAborted(signal);
  return answer;
}

/** A span as Loki's resources take it: nanoseconds, which are more than a number can hold exactly. */
export function inNanoseconds({ from, to }: TimeSpan): { start: string; end: string } {
  return { start: `${Math.floor(from)}000000`, end: `${Math.ceil(to)}000000` };
}
