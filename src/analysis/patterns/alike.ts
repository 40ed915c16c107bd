import { type LineFilter, type LogLine } from '../../telemetry/questions/logs';
import { normalizeSpanId, normalizeTraceId } from '../../telemetry/traceId';
import { messageExpression } from './expressions';
import { hasMask } from './masks';
import { isVariable, tokenize, VARIABLE } from './tokens';

/** A link cannot hold more, and says nothing that a shorter one would not. */
const MAX_LENGTH = 1500;

/**
 * The filter that keeps the lines with the pattern of one line, without others to compare it with: numbers, ids,
 * addresses and times in its message may be any, its words may not. Patterns that are mined know more; this one is
 * there at once.
 * @returns undefined where no word of the message stays, or the message does not stand in the line as text
 */
export function linesAlike({ body, reading }: Pick<LogLine, 'body' | 'reading'>): LineFilter | undefined {
  const { message, format } = reading;
  const encoding = format === 'json' ? 'json' : 'raw';
  const written = encoding === 'json' ? JSON.stringify(message).slice(1, -1) : message;
  if (!body.includes(written)) {
    return undefined;
  }
  const { skeleton, words } = tokenize(message);
  const isOwn = (word: string) =>
    word === reading.requestId ||
    (reading.traceId !== undefined && normalizeTraceId(word) === reading.traceId) ||
    (reading.spanId !== undefined && normalizeSpanId(word) === reading.spanId);
  const kept = words.map((word) => (isOwn(word) ? VARIABLE : word));
  if (!kept.some((word) => !isVariable(word) && !hasMask(word))) {
    return undefined;
  }
  const text = messageExpression([{ skeleton, words: kept }], encoding);
  return text.length > MAX_LENGTH ? undefined : { text, kind: 'regexp', caseSensitive: true, op: 'include' };
}
