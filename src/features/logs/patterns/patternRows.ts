import { type PatternChange, type PatternComparison } from '../../../analysis/patterns/compare';
import { templateOf } from '../../../analysis/patterns/filter';
import { type TemplatePart, templateText } from '../../../analysis/patterns/pattern';
import { type Level, LEVELS, type LineFilter, type ServerPattern } from '../../../telemetry/questions/logs';

/** A pattern as a row, whoever mined it. */
export interface PatternRow {
  id: string;
  template: TemplatePart[];
  text: string;
  level: Level;
  count: number;
  /** Of the lines that were mined, 0 to 1. */
  share: number;
  trend: number[];
  change: PatternChange;
  /** Its share now by that before; undefined where there is nothing to compare. */
  ratio?: number;
  /** How far its share of the lines moved, 0 to 1; 0 where there is nothing to compare. */
  moved: number;
  /** A line of it, where one is at hand. */
  example?: string;
  /** The filter that keeps its lines; undefined where none can. */
  filter?: LineFilter;
}

export type PatternOrder = 'change' | 'count';

const CHANGE_RANK: Readonly<Record<PatternChange, number>> = { new: 0, grown: 1, gone: 2, shrunk: 3, same: 4 };

/**
 * Rows of the patterns mined from lines, compared with the previous period.
 * @param totals lines that were mined, now and before
 */
export function minedRows(
  compared: readonly PatternComparison[],
  totals: { now: number; before: number }
): PatternRow[] {
  const shareOf = (lines: number, total: number) => (total === 0 ? 0 : lines / total);
  return compared.map(({ pattern, change, now, before, ratio }) => ({
    id: pattern.id,
    template: pattern.template,
    text: templateText(pattern.template),
    level: mostly(pattern.levels),
    count: now,
    share: shareOf(now, totals.now),
    // What is gone has a trend of then, not of now.
    trend: now === 0 ? [] : pattern.trend,
    change,
    ratio,
    moved: totals.before === 0 ? 0 : Math.abs(shareOf(now, totals.now) - shareOf(before, totals.before)),
    example: pattern.example,
    filter: templateOf(pattern),
  }));
}

/** Rows of the patterns that Loki mined from all lines; there is no past to compare with. */
export function serverRows(patterns: readonly ServerPattern[]): PatternRow[] {
  const counted = patterns.map((pattern) => ({
    pattern,
    count: pattern.values.reduce((sum, value) => sum + value, 0),
  }));
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  return counted.map(({ pattern: { pattern, level = 'unknown', values }, count }, index) => ({
    id: `${index} ${pattern}`,
    template: serverTemplate(pattern),
    text: pattern,
    level,
    count,
    share: total === 0 ? 0 : count / total,
    trend: values,
    change: 'same',
    moved: 0,
    filter: { text: serverExpression(pattern), kind: 'regexp', caseSensitive: true, op: 'include' },
  }));
}

/**
 * The rows in an order: the most frequent first, or what is new, grown or gone before what is as it was, each the
 * farther its share moved the earlier. A move that chance explains is none.
 */
export function sortRows(rows: readonly PatternRow[], order: PatternOrder): PatternRow[] {
  const isByChange = order === 'change';
  const rank = ({ change }: PatternRow) => (isByChange ? CHANGE_RANK[change] : 0);
  const moved = ({ change, moved: by }: PatternRow) => (isByChange && change !== 'same' ? by : 0);
  return [...rows].sort(
    (a, b) => rank(a) - rank(b) || moved(b) - moved(a) || b.count - a.count || (a.id < b.id ? -1 : 1)
  );
}

/** So many words that vary side by side are still read one by one. */
const READ = 3;

/** A template as it is shown: of a hundred words that vary side by side nobody wants to read each. */
export function withoutRuns(template: readonly TemplatePart[]): TemplatePart[] {
  const shown: TemplatePart[] = [];
  for (let i = 0; i < template.length;) {
    const part = template[i];
    const end = part?.kind === 'variable' ? runEnd(template, i) : i + 1;
    const run = template.slice(i, end);
    const isLong = run.filter(({ kind }) => kind === 'variable').length > READ;
    shown.push(...(isLong ? run.slice(0, 1) : run));
    i = end;
  }
  return shown;
}

/** Where a run of words that vary, with nothing but blanks between them, is over. */
function runEnd(template: readonly TemplatePart[], start: number): number {
  let end = start + 1;
  for (;;) {
    const next = template[end];
    if (next?.kind === 'variable') {
      end += 1;
    } else if (next?.kind === 'constant' && next.text.trim() === '' && template[end + 1]?.kind === 'variable') {
      end += 2;
    } else {
      return end;
    }
  }
}

function serverTemplate(pattern: string): TemplatePart[] {
  return pattern
    .split(/(<_>)/)
    .filter((part) => part !== '')
    .map((text) => (text === '<_>' ? { kind: 'variable' } : { kind: 'constant', text }));
}

/** Loki mines whole lines; what it calls `<_>` is any text. */
function serverExpression(pattern: string): string {
  return pattern
    .split('<_>')
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
}

/** The level of most of its lines; of two, the graver. */
function mostly(levels: Partial<Record<Level, number>>): Level {
  const [most] = LEVELS.filter((level) => levels[level]).sort((a, b) => (levels[b] ?? 0) - (levels[a] ?? 0));
  return most ?? 'unknown';
}
