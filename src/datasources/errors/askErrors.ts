import { type ErrorGroup, groupErrors } from '../../analysis/errors/errorGroups';
import { errorExpression } from '../../analysis/errors/errorSearch';
import { type LookBack, type PreviousErrors } from '../../analysis/errors/errorStatus';
import { ERROR_LEVELS, type LogLinesAnswer, type LogSelection, type LogSource } from '../../telemetry/questions/logs';
import { type TimeSpan } from '../../telemetry/timeSpan';

/** As many error lines as Loki gives at once unless it is told otherwise. */
const ERROR_LINES = 5000;
/** Of errors that the previous period had not there are few. */
const LOOK_BACK_LINES = 2000;
/** Buckets of the trend of an error. */
export const ERROR_BUCKETS = 30;
/** How far back errors are searched for that the previous period had not: so many times the time range, in bounds. */
const LOOK_BACK_TIMES = 24;
const DAY = 24 * 3_600_000;
const LEAST_LOOK_BACK = DAY;
const MOST_LOOK_BACK = 7 * DAY;
/** Characters that are searched for at once: each line is matched with all of them. */
const MOST_SOUGHT = 6000;

type Lines = Pick<LogSource, 'lines'>;

/** The selection without lines that are no errors. Conditions on the level stay: both have to be met. */
export function errorsOnly({ where, lines }: LogSelection): LogSelection {
  return { where: [...where, { field: 'level', op: 'in', values: [...ERROR_LEVELS] }], lines };
}

/** The latest error lines of a selection. */
export function askErrorLines(
  source: Lines,
  selection: LogSelection,
  span: TimeSpan,
  signal?: AbortSignal,
  limit = ERROR_LINES
): Promise<LogLinesAnswer> {
  return source.lines({ about: 'logLines', ...errorsOnly(selection), limit, order: 'newest' }, span, signal);
}

/** The part of a span that all lines are at hand of: where there are too many, back to the earliest that was read. */
export function coveredBy({ lines, isCut }: Pick<LogLinesAnswer, 'lines' | 'isCut'>, span: TimeSpan): TimeSpan {
  return { from: isCut ? Math.min(span.to, lines.at(-1)?.time ?? span.to) : span.from, to: span.to };
}

/** The errors of the previous period. */
export function previousErrors(answer: Pick<LogLinesAnswer, 'lines' | 'isCut'>, span: TimeSpan): PreviousErrors {
  return { groups: groupErrors(answer.lines, span, ERROR_BUCKETS), span, covered: coveredBy(answer, span) };
}

/**
 * Where errors are searched for further back: a day at least, as jobs and customers have a rhythm of a day, a week at
 * most, and in between what costs 24 times what the time range does.
 * @param to where to begin to go back from, in milliseconds since the epoch
 */
export function lookBackSpan({ from, to: end }: TimeSpan, to: number): TimeSpan {
  const length = Math.min(MOST_LOOK_BACK, Math.max(LEAST_LOOK_BACK, LOOK_BACK_TIMES * (end - from)));
  return { from: to - length, to };
}

/**
 * Searches further back for errors, by one query for the lines that have their words: those that come back are grouped
 * again, as two errors may have words in common. Errors without words of their own, and those that are too many, are
 * not searched for.
 * @returns undefined where there is none to search for
 */
export async function askLookBack(
  source: Lines,
  selection: LogSelection,
  errors: readonly ErrorGroup[],
  span: TimeSpan,
  signal?: AbortSignal
): Promise<{ lookBack: LookBack; answer: LogLinesAnswer } | undefined> {
  const sought = soughtOf(errors);
  if (sought.length === 0) {
    return undefined;
  }
  const answer = await askErrorLines(source, soughtIn(selection, sought), span, signal, LOOK_BACK_LINES);
  return {
    lookBack: {
      searched: new Set(sought.map(({ error }) => error.fingerprint)),
      lastSeen: lastSeenOf(sought, answer, span),
      from: coveredBy(answer, span).from,
    },
    answer,
  };
}

/** The lines of a selection that have the words of errors, in the streams of their services where these tell it. */
function soughtIn({ where, lines }: LogSelection, sought: readonly Sought[]): LogSelection {
  const text = [...new Set(sought.map(({ expression }) => `(?:${expression})`))].join('|');
  const services = [...new Set(sought.map(({ error }) => error.service))];
  const isOfStreams = sought.every(({ error: { service, sample } }) => Object.values(sample.labels).includes(service));
  const isNamed = where.some(({ field, op }) => field === 'service' && op === 'in');
  return {
    where: isOfStreams && !isNamed ? [...where, { field: 'service', op: 'in', values: services }] : where,
    lines: [...lines, { text, kind: 'regexp', caseSensitive: true, op: 'include' }],
  };
}

interface Sought {
  error: ErrorGroup;
  expression: string;
}

/** The most frequent errors first, as many as can be searched for at once. */
function soughtOf(errors: readonly ErrorGroup[]): Sought[] {
  const sought: Sought[] = [];
  let length = 0;
  for (const error of errors) {
    const expression = errorExpression(error);
    if (expression !== undefined && length + expression.length <= MOST_SOUGHT) {
      length += expression.length;
      sought.push({ error, expression });
    }
  }
  return sought;
}

function lastSeenOf(sought: readonly Sought[], { lines }: LogLinesAnswer, span: TimeSpan): Map<string, number> {
  const seen = new Map(groupErrors(lines, span, 1).map(({ fingerprint, lastSeen }) => [fingerprint, lastSeen]));
  for (const { error, expression } of sought) {
    // Of what was sent line by line the first line alone comes back. It may be that of another error of the same
    // words: rather an error that is new is not called so than the other way round.
    const first = error.isJoined ? new RegExp(expression) : undefined;
    const line = first && lines.find(({ body, reading }) => isOf(error, reading.service) && first.test(body));
    if (line) {
      seen.set(error.fingerprint, Math.max(seen.get(error.fingerprint) ?? -Infinity, line.time));
    }
  }
  return seen;
}

function isOf({ service }: ErrorGroup, other: string | undefined): boolean {
  return service === (other ?? '');
}
