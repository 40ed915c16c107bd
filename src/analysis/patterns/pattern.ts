import { type Level } from '../../telemetry/questions/logs';

/** A line as it is mined: its message, and the whole line that the message stands in. */
export interface MinedLine {
  message: string;
  body: string;
  level: Level;
  /** Milliseconds since the epoch. */
  time: number;
}

/** A piece of a template: text that all lines have, or a place where they differ. */
export type TemplatePart = { kind: 'constant'; text: string } | { kind: 'variable' };

/** A pattern: what lines that one statement of a program wrote have in common. */
export interface Pattern {
  /** The same for the same template, whenever it is mined. */
  id: string;
  template: TemplatePart[];
  count: number;
  /** Message of the first line seen. */
  example: string;
  levels: Partial<Record<Level, number>>;
  /** Lines in each bucket of the span that was mined. */
  trend: number[];
  /** Milliseconds since the epoch of its first and last line. */
  firstSeen: number;
  lastSeen: number;
  /** Regular expression, in RE2 and in JavaScript, that matches its messages, whole, and no other pattern's. */
  messageRegExp: string;
  /** The same for its lines; undefined where the message does not stand in the line as text. */
  lineRegExp?: string;
}

/** What to count trends over. */
export interface MiningOptions {
  /** Milliseconds since the epoch; `to` is not in it. Without it, the span of the lines. */
  span?: { from: number; to: number };
  buckets: number;
}

/** The template as text, `<*>` for what varies. */
export function templateText(template: readonly TemplatePart[]): string {
  return template.map((part) => (part.kind === 'constant' ? part.text : '<*>')).join('');
}
