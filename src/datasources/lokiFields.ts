import { type LogBinding } from '../telemetry/conventions/logs/binding';
import { DETECTED_LEVEL, isIdentifier } from '../telemetry/conventions/logs/names';
import { fieldsNamed } from '../telemetry/logLine/fieldAliases';
import { type LogFieldInfo } from '../telemetry/questions/logs';
import { type DetectedField, detectedFields } from './lokiDetection';
import { type ResourceDataSource } from './runQueries';
import { type TimeSpan } from '../telemetry/timeSpan';

/** Queries whose lines are looked at; a selection seldom has more. */
const MAX_QUERIES = 3;

/**
 * Names that lines can be filtered by, beyond the vocabulary: labels of streams, structured metadata, and fields of
 * lines.
 */
export async function fieldsOf(
  dataSource: ResourceDataSource,
  queries: ReadonlyArray<{ expr: string }>,
  binding: LogBinding,
  span: TimeSpan,
  signal?: AbortSignal
): Promise<LogFieldInfo[]> {
  const found = await Promise.all(
    queries
      .slice(0, MAX_QUERIES)
      // A Loki before version 3 finds no fields; labels it has all the same.
      .map(({ expr }) => detectedFields(dataSource, expr, span, signal).catch((): DetectedField[] => []))
  );
  signal?.throwIfAborted();
  const infos = new Map<string, LogFieldInfo>();
  const add = (info: LogFieldInfo) => {
    const known = infos.get(info.field)?.cardinality;
    infos.set(info.field, { ...info, cardinality: Math.max(known ?? 0, info.cardinality ?? 0) || undefined });
  };
  for (const label of binding.streamLabels) {
    add({ field: `label:${label}`, cardinality: binding.cardinality.get(label) });
  }
  for (const field of found.flat()) {
    const info = infoOf(field, binding);
    if (info) {
      add(info);
    }
  }
  return [...infos.values()];
}

function infoOf(
  { label, parsers, jsonPath, cardinality }: DetectedField,
  binding: LogBinding
): LogFieldInfo | undefined {
  if (label.startsWith('tw_')) {
    return undefined;
  }
  if (parsers === null || parsers.length === 0) {
    const isOwn = isIdentifier(label) && label !== DETECTED_LEVEL && !binding.streamLabels.includes(label);
    return isOwn ? { field: `metadata:${label}`, cardinality } : undefined;
  }
  const name = jsonPath?.join('.') ?? label.replace(/_extracted$/, '');
  // What has a meaning is in the vocabulary.
  return fieldsNamed(name).length > 0 ? undefined : { field: `field:${name}`, cardinality };
}
