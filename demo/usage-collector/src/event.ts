import { keyOf, type LokiLine } from './line.ts';

/** What somebody did, as it is stored. */
export interface UsageEvent {
  readonly key: Buffer;
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly service: string;
  readonly feature: string;
  /** A pseudonym; absent for visitors who cannot be told apart. */
  readonly user?: string;
  readonly outcome: string;
  /** Why it did not end well. */
  readonly reason?: string;
  readonly traceId?: string;
}

/** A line that says that it is a usage event and cannot be read as one. */
export interface Malformed {
  readonly key: Buffer;
  readonly source: LokiLine;
  readonly problem: string;
}

/** Fields of a line, by their names. */
type Fields = Readonly<Record<string, string>>;

/** Longer than any feature, outcome or pseudonym; what is longer is something else. */
const LONGEST = 200;

/**
 * Reads a line that the collector's query found: `name=value` pairs in its text, or the fields of its JSON and pairs in
 * the message of that.
 */
export function readEvent(source: LokiLine): UsageEvent | Malformed {
  const fields = fieldsOf(source.line);
  const service = source.stream.service_name ?? fields.service ?? 'unknown';
  const { feature, outcome, reason, event_id } = fields;
  const user = fields.user ?? fields['user.hash'] ?? fields.user_hash;
  const traceId = fields.trace_id ?? source.metadata.trace_id;
  const problem = problemOf(fields, { feature, outcome }, { service, user, reason, traceId, event_id });
  if (problem !== undefined || feature === undefined || outcome === undefined) {
    return { key: keyOf(source, service), source, problem: problem ?? 'unreadable' };
  }
  return {
    key: keyOf(source, service, event_id || undefined),
    ns: source.ns,
    service,
    feature,
    outcome,
    ...(user && { user }),
    ...(reason && { reason }),
    // Written as Python's format(id, 'x') writes it, a line's id lacks its zeros, and 0 is none.
    ...(traceId && traceId !== '0' && { traceId: traceId.padStart(32, '0') }),
  };
}

/** Whether a line could not be read. */
export function isMalformed(read: UsageEvent | Malformed): read is Malformed {
  return 'problem' in read;
}

function problemOf(
  fields: Fields,
  needed: Readonly<Record<string, string | undefined>>,
  others: Readonly<Record<string, string | undefined>>
): string | undefined {
  if (fields.usage !== 'true') {
    return 'usage is not a field of this line';
  }
  const missing = Object.entries(needed).find(([, value]) => !value);
  if (missing) {
    return `no ${missing[0]}`;
  }
  const odd = Object.entries({ ...needed, ...others }).find(
    ([, value]) => value !== undefined && (value.length > LONGEST || CONTROL.test(value))
  );
  return odd && `${odd[0]} is longer than ${LONGEST} characters, or has control characters`;
}

// PostgreSQL takes no NUL in a text.
const CONTROL = /[\u0000-\u001f]/;

function fieldsOf(line: string): Fields {
  const json = objectOf(line);
  if (!json) {
    return pairsOf(line);
  }
  const own = Object.entries(json).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, String(value)]] : []
  );
  const texts = ['message', 'msg', 'event', 'body'].flatMap((name) => json[name] ?? []);
  const inText = texts.filter((text) => typeof text === 'string').map(pairsOf);
  return Object.assign({}, ...inText, Object.fromEntries(own)) as Fields;
}

function objectOf(line: string): Record<string, unknown> | undefined {
  if (!line.trimStart().startsWith('{')) {
    return undefined;
  }
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A value is quoted, or ends before a space or one of the marks that lines put between values. */
const PAIR = /(?<![\w.])([A-Za-z_][\w.]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*))/g;

function pairsOf(text: string): Fields {
  const pairs: Record<string, string> = {};
  for (const [, name = '', quoted, plain] of text.matchAll(PAIR)) {
    pairs[name] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
  }
  return pairs;
}
