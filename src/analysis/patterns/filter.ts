import { type LineFilter } from '../../telemetry/questions/logs';
import { type Pattern } from './pattern';

/**
 * The filter that keeps a pattern's lines, or leaves them out; it matches these and, among the lines that were mined,
 * no others.
 * @returns undefined where the messages do not stand in their lines as text, so that no filter of lines can find them
 */
export function templateOf(pattern: Pattern, op: LineFilter['op'] = 'include'): LineFilter | undefined {
  return pattern.lineRegExp === undefined
    ? undefined
    : { text: pattern.lineRegExp, kind: 'regexp', caseSensitive: true, op };
}
