import { createHash } from 'node:crypto';

/** A log line as Loki has it. */
export interface LokiLine {
  /** Labels of its stream. */
  readonly stream: Readonly<Record<string, string>>;
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly line: string;
  /** Structured metadata, such as the attributes of an OTLP record. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The identity of an event, 32 bytes: of one with an id of its own that id, as whoever ships lines may ship one twice
 * at another time; else its place in Loki. There two lines of a stream and a nanosecond with the same text and metadata
 * are one, so that no number has to tell them apart.
 * @param eventId what the event calls itself, which is its service's own
 */
export function keyOf({ stream, ns, line, metadata }: LokiLine, service: string, eventId?: string): Buffer {
  const parts =
    eventId === undefined ? ['line', sorted(stream), String(ns), line, sorted(metadata)] : ['id', service, eventId];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

function sorted(labels: Readonly<Record<string, string>>): Array<[string, string]> {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}
