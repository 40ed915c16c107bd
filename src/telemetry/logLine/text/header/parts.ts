import { matches } from './scan';

/** What a header tells beside time and level. */
export interface HeaderParts {
  logger?: string;
  thread?: string;
  processId?: string;
  /** Brackets and pairs whose meaning their content tells. */
  notes: string[];
}

const BRACKET = /\[([^[\]\n]{0,300})\]|\(([^()\n]{0,80})\)(?=[\s[:])/y;
const BRACES = /\{([^{}"\n][^{}\n]{0,500})?\}(?=\s|$)/y;
const CLASS = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;
const SOURCE = /^[\w./-]+\.[A-Za-z]\w*:\d+$/;
const THREAD_WORDS = /^[\w-]+(?: [\w#:-]+){0,3}$/;
const UUID = String.raw`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`;
const WHOLE_UUID = new RegExp(`^${UUID}$`, 'i');

/** `[main]`, `(executor-thread-0)`, `[shop,4bf9…,00f0…]`: its end, or undefined where it is part of the message. */
export function bracketAt(parts: HeaderParts, text: string, at: number): number | undefined {
  const bracket = matches(BRACKET, text, at);
  return bracket !== null && takeBracket(parts, (bracket[1] ?? bracket[2] ?? '').trim(), bracket[2] !== undefined)
    ? BRACKET.lastIndex
    : undefined;
}

function takeBracket(parts: HeaderParts, content: string, isRound: boolean): boolean {
  if (isNote(content)) {
    parts.notes.push(content.replace(NAMED_ID, '$1_id='));
    return true;
  }
  if (content === '-' || content === '(null)') {
    return true;
  }
  const process = /^(\d{1,9}):(\S.*)$/.exec(content);
  if (process !== null && parts.processId === undefined) {
    [, parts.processId, parts.thread] = process;
    return true;
  }
  if (/^\d{1,9}(?:\.\d{1,9})?(?:ms|µs|us|s)$/.test(content)) {
    parts.notes.push(`duration=${content}`);
    return true;
  }
  if (/\s/.test(content) && !THREAD_WORDS.test(content)) {
    return false;
  }
  if (SOURCE.test(content)) {
    parts.notes.push(`code.location=${content}`);
  } else if (parts.logger === undefined && CLASS.test(content)) {
    parts.logger = content;
  } else {
    if (isRound && parts.logger === undefined && parts.thread !== undefined && !/^\d/.test(parts.thread)) {
      // Quarkus' `[Shop] (main)`: the logger's name comes before the thread's.
      parts.logger = parts.thread;
    }
    if (parts.logger === undefined && /^\d+$/.test(parts.thread ?? '') && /^[a-z_]+$/.test(content)) {
      // Envoy's `[42][error][upstream]`.
      parts.logger = content;
      return true;
    }
    // Spring has the application's name before the thread's.
    parts.thread = content;
  }
  return true;
}

/** `trace: 4bf9…` and nothing else. */
const NAMED_ID = /^(trace|span|request)(?:[-_ ]?id)?: ?(?=\S+$)/i;

/** Ids, pairs, lists, and nothing. */
function isNote(content: string): boolean {
  return /=|,|^$|^[0-9a-f-]{16,}$|^[0-9a-f]{16,32}[/: |][0-9a-f]{16}(?:[:/-]\w{1,5})?$|^req-|^[\w.-]+\/\w{10}-\d{6}$|^(?:trace|span|request)(?:[-_ ]?id)?: ?\w/i.test(
    content
  );
}

/**
 * `{traceId=…, spanId=…}` (log4j2's map), `{request_id: 17}` (semantic_logger's tags), `{taskinstance.py:1138}`
 * (Airflow's place in the code), an id (ClickHouse).
 */
export function bracesAt(parts: HeaderParts, text: string, at: number): number | undefined {
  const braces = matches(BRACES, text, at);
  const content = (braces?.[1] ?? '').trim();
  if (braces === null) {
    return undefined;
  }
  if (SOURCE.test(content)) {
    parts.notes.push(`code.location=${content}`);
  } else if (WHOLE_UUID.test(content)) {
    parts.notes.push(content);
  } else if (/^[\w.-]{1,60}(?:=|: )/.test(content)) {
    parts.notes.push(content.replace(/([\w.-]{1,60}): /g, '$1='));
  } else if (/^[\w-]{1,64}$/.test(content) && text.startsWith(' <', BRACES.lastIndex)) {
    parts.notes.push(`query_id=${content}`);
  } else if (content !== '') {
    return undefined;
  }
  return BRACES.lastIndex;
}

const PAIR = /([\w.@-]{1,40})(=|: ?(?=\S))(?:"[^"\n]{0,200}"|\{[^{}\n]{0,300}\}|[^\s,;"\]}{]{0,200})(?:[,;]?\s+|$)/y;
const MAX_PAIRS = 20;
/** Names of what goes with a request, which loggers put before their messages. */
const CONTEXT =
  /^(?:dd\.|otel[._]?)?(?:(?:trace|span|parent|parent_?span|transaction|request|req|correlation|session)[._-]?(?:id|flags|sampled)|sampled|traceparent)$|^dd\.\w+$/i;
/** More of a header: a bracket, a separator, a logger's name. */
const MORE_HEADER =
  /[[(][^\])\n]{1,200}[\])]\s|(?:-|\||:)\s|[\w$]{1,60}(?:(?:\.|::)[\w$]{1,60}){1,12}(?: -|:|\s{1,40}:)\s/y;

/**
 * Pairs of a header. Before the level all are; behind it those that more of a header follows, as in Quarkus' lines with
 * OpenTelemetry, and those that name ids.
 */
export function pairsAt(parts: HeaderParts, text: string, from: number, hasLevel: boolean): number | undefined {
  const pairs: Array<{ end: number; isContext: boolean }> = [];
  let at = from;
  while (pairs.length < MAX_PAIRS) {
    const pair = matches(PAIR, text, at);
    const isContext = CONTEXT.test(pair?.[1] ?? '');
    // With a colon, only names of ids tell that it is a pair.
    if (pair === null || (pair[2] !== '=' && !isContext)) {
      break;
    }
    at = PAIR.lastIndex;
    pairs.push({ end: at, isContext });
  }
  const isWhole = !hasLevel || matches(MORE_HEADER, text, at) !== null;
  const others = pairs.findIndex(({ isContext }) => !isContext);
  const taken = isWhole || others < 0 ? pairs.length : others;
  const end = pairs[taken - 1]?.end;
  if (end === undefined || end >= text.length) {
    return undefined;
  }
  parts.notes.push(text.slice(from, end));
  return end;
}

const COLUMN = new RegExp(String.raw`(${UUID}|[0-9a-f]{32}|[0-9a-f]{16})(\s+(?:[|/-]\s+)?|\||$)`, 'iy');
/** Service, environment and version at will, then trace and span in decimal digits. */
const DATADOG = /(?:([\w.-]{1,80}) ([\w.-]{1,80}) ([\w.-]{1,80}) )?(\d{15,20}) (\d{15,20})(?= -\s)/y;
/** What tells columns of ids from words of a message: a tab, or that a separator follows. */
const AFTER_COLUMN = /(?:---?|[-|:>]|—)\s|\||\[/y;

/**
 * Ids in columns of their own: AWS Lambda's request, trace and span.
 * @param isEarly whether nothing but a time was before
 * @param isLevel whether a level follows there
 */
export function idColumnsAt(
  parts: HeaderParts,
  text: string,
  from: number,
  isEarly: boolean,
  isLevel: (at: number) => boolean
): number | undefined {
  const ids: string[] = [];
  let at = from;
  let isColumn = false;
  for (let column = matches(COLUMN, text, at); column !== null && ids.length < 4; column = matches(COLUMN, text, at)) {
    at = COLUMN.lastIndex;
    ids.push(column[1] ?? '');
    isColumn ||= /[\t|/-]/.test(column[2] ?? '');
  }
  // 16 digits alone may be anything.
  const isAlone = ids.length === 1 && ids[0]?.length === 16;
  const isRequest = isEarly && ids[0]?.length === 36;
  if (
    ids.length === 0 ||
    isAlone ||
    !(isColumn || isRequest || ids.length > 1 || matches(AFTER_COLUMN, text, at) !== null || isLevel(at))
  ) {
    return undefined;
  }
  parts.notes.push(...ids);
  return at;
}

/** Datadog's columns for Java, behind the logger's name. */
export function datadogAt(parts: HeaderParts, text: string, at: number): number | undefined {
  const datadog = matches(DATADOG, text, at);
  if (datadog === null) {
    return undefined;
  }
  const names = ['service', 'env', 'version', 'trace_id', 'span_id'];
  parts.notes.push(names.map((name, i) => `dd.${name}=${datadog[i + 1] ?? ''}`).join(' '));
  return DATADOG.lastIndex;
}
