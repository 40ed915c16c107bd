import { array, type InferOutput, nullish, number, object, optional, record, string } from 'valibot';
import { bindLogs, type LogBinding } from '../telemetry/conventions/logs/binding';
import { isIdentifier } from '../telemetry/conventions/logs/names';
import { type Labels } from '../telemetry/vocabulary';
import { TtlCache } from './ttlCache';
import { askResource, inNanoseconds } from './lokiQueries';
import { NAMES_BODY } from './serverBody';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

/** How far back streams are looked for, at most. */
const WITHIN_MS = 6 * 3600_000;
/** How far back lines are looked at for names of metadata. */
const LINES_WITHIN_MS = 15 * 60_000;
/** Streams that are looked at, those with most lines first; Loki lets no more through unless told otherwise. */
const MAX_STREAMS = 1000;
const HOUR_MS = 3600_000;

const DETECTED_FIELD = object({
  label: string(),
  cardinality: optional(number()),
  /** Who found it in the line; null for structured metadata. */
  parsers: nullish(array(string()), null),
  jsonPath: nullish(array(string())),
});

/** A field as Loki found it in a sample of lines. */
export type DetectedField = InferOutput<typeof DETECTED_FIELD>;

const LABELS = record(string(), string());
const VOLUME_BODY = object({ data: nullish(object({ result: nullish(array(object({ metric: LABELS }))) })) });
const SERIES_BODY = object({ data: nullish(array(LABELS)) });
const DETECTED_BODY = object({ fields: nullish(array(DETECTED_FIELD)) });

/** How data sources' streams name services and the like, by data source and by when. */
export class LokiDetections {
  private readonly bindings = new TtlCache<LogBinding>();

  /**
   * Finds it out: two requests, three where Loki tells no volumes, and none for five minutes after. Spans that end now
   * share what was found, others by the hour of their end.
   */
  at(dataSource: ResourceDataSource, span: TimeSpan, now = Date.now()): Promise<LogBinding> {
    const isRecent = span.to > now - HOUR_MS;
    const end = isRecent ? now : Math.ceil(span.to / HOUR_MS) * HOUR_MS;
    return this.bindings.get(`${dataSource.uid} ${isRecent ? 'now' : end}`, () =>
      detect(dataSource, { from: end - WITHIN_MS, to: end })
    );
  }
}

async function detect(dataSource: ResourceDataSource, span: TimeSpan): Promise<LogBinding> {
  const streams = await streamsOf(dataSource, span);
  // The streams themselves have all names; where none is told of, the names may still be known.
  const names = streams?.length
    ? { data: [] }
    : await askResource(dataSource, 'labels', inNanoseconds(span), NAMES_BODY);
  const sample = { labelNames: names.data ?? [], streams: streams ?? [], metadata: [] };
  const binding = bindLogs(sample);
  const [label] = binding.cover;
  // A Loki without volumes is too old for this, too.
  if (streams === undefined || label === undefined || !names.data) {
    return streams ? binding : bindLogs({ ...sample, streams: await seriesOf(dataSource, span) });
  }
  const lines = { from: span.to - LINES_WITHIN_MS, to: span.to };
  const detected = await detectedFields(dataSource, `{${label}=~".+"}`, lines).catch(() => []);
  const metadata = detected.filter(({ parsers }) => parsers === null).map((field) => field.label);
  return bindLogs({ ...sample, metadata: metadata.filter(isIdentifier) });
}

/** Labels of the streams with most lines; undefined where Loki counts no volumes. */
async function streamsOf(dataSource: ResourceDataSource, span: TimeSpan): Promise<Labels[] | undefined> {
  try {
    const params = { query: '{}', limit: MAX_STREAMS, ...inNanoseconds(span) };
    const answer = await askResource(dataSource, 'index/volume', params, VOLUME_BODY);
    return answer.data?.result?.map(({ metric }) => metric) ?? [];
  } catch {
    return undefined;
  }
}

async function seriesOf(dataSource: ResourceDataSource, { to }: TimeSpan): Promise<Labels[]> {
  const lately = { from: to - HOUR_MS, to };
  const answer = await askResource(dataSource, 'series', inNanoseconds(lately), SERIES_BODY);
  return (answer.data ?? []).slice(0, MAX_STREAMS);
}

/** What Loki finds in a sample of the lines that a query finds. */
export async function detectedFields(
  dataSource: ResourceDataSource,
  query: string,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<DetectedField[]> {
  const params = { query, ...inNanoseconds(span) };
  const answer = await askResource(dataSource, 'detected_fields', params, DETECTED_BODY, signal);
  return answer.fields ?? [];
}
