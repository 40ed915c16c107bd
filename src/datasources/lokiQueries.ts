import { type DataFrame } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { type GenericSchema, type InferOutput } from 'valibot';
import { dataRequest, QUIETLY, uniqueRequestId } from './dataRequest';
import { NAMES_BODY, readBody } from './serverBody';
import { queryFrames, type ResourceDataSource } from './runQueries';
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

/** What every request of ours says. */
export function requestOf(targets: LokiQuery[], span: TimeSpan, intervalMs: number) {
  const points = Math.max(1, Math.ceil((span.to - span.from) / intervalMs) + 1);
  return dataRequest(uniqueRequestId('tillwatch-logs'), targets, span, intervalMs, points);
}

/**
 * Asks as the signed-in user and waits for the whole answer; Grafana splits long ranges by itself. An aborted signal
 * cancels upstream.
 * @throws what the data source said, or the signal's reason
 */
export async function askLoki(
  dataSource: ResourceDataSource,
  targets: LokiQuery[],
  span: TimeSpan,
  signal?: AbortSignal,
  intervalMs = 1000
): Promise<DataFrame[]> {
  if (targets.length === 0) {
    signal?.throwIfAborted();
    return [];
  }
  const frames = await queryFrames(dataSource, requestOf(targets, span, intervalMs), signal);
  if (frames.length === 0) {
    await proveConnection(dataSource, targets, signal);
  }
  return frames;
}

/**
 * Grafana's Loki data source answers with nothing, and without an error, where Grafana itself could not be reached.
 * Lines come in a frame even if there are none; of an empty count one cannot tell, unless something else is asked.
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
  await askResource(dataSource, 'labels', inNanoseconds({ from: now - 60_000, to: now }), NAMES_BODY, signal);
}

/** Asks one of the data source's resources. Grafana cancels none of them; the answer to an aborted one is dropped. */
export async function askResource<S extends GenericSchema>(
  dataSource: ResourceDataSource,
  path: string,
  params: Record<string, unknown>,
  schema: S,
  signal?: AbortSignal
): Promise<InferOutput<S>> {
  signal?.throwIfAborted();
  const answer = await dataSource.getResource<unknown>(path, params, QUIETLY);
  signal?.throwIfAborted();
  return readBody(schema, answer);
}

/** A span as Loki's resources take it: nanoseconds, which are more than a number can hold exactly. */
export function inNanoseconds({ from, to }: TimeSpan): { start: string; end: string } {
  return { start: `${Math.floor(from)}000000`, end: `${Math.ceil(to)}000000` };
}
