import { ERROR_LEVELS, type Level } from '../../telemetry/questions/logs';
import { type PatternCost } from './patternCosts';

/** What could be done about the lines of a pattern, and what that loses. */
export interface Suggestion {
  pattern: PatternCost & { expression: string };
  /** `sample` keeps one line of so many. */
  action: { kind: 'drop' } | { kind: 'sample'; keepOneOf: number };
  /** `nothing`: neither request stories nor error groups show these lines; `stories`: request stories do. */
  loses: 'nothing' | 'stories';
  /** Bytes of the time range that would not have been stored, and of all, 0 to 1. */
  savedBytes: number;
  savedShare: number;
}

/** A rule that saves less is not worth keeping. */
const LEAST_SHARE = 0.01;
/** With fewer lines of a sample the share could be half or twice as much. */
const LEAST_SAMPLED = 20;
/** A collector that samples by trace keeps whole requests by one digit of sixteen of the ID. */
export const KEEP_ONE_OF = 16;

/** What explains a failure is kept, whatever it costs. */
const KEPT: ReadonlySet<Level> = new Set([...ERROR_LEVELS, 'warn', 'unknown']);
const DETAILS: ReadonlySet<Level> = new Set(['debug', 'trace']);

/**
 * Patterns that can be dropped or sampled, those that save most first. Never proposed: warnings, errors and exceptions,
 * which error groups rest on, and what would take such lines along; lines whose level nobody knows; what no expression
 * finds.
 */
export function suggestions(patterns: readonly PatternCost[]): Suggestion[] {
  return patterns
    .flatMap((pattern): Suggestion[] => {
      const { expression, level, hasException, failuresTaken, spared, share, sampled, traced, bytes } = pattern;
      const isKept = KEPT.has(level) || hasException || failuresTaken > 0;
      if (expression === undefined || isKept || share < LEAST_SHARE || sampled < LEAST_SAMPLED) {
        return [];
      }
      const isInStories = traced > 0;
      const isSampled = isInStories && !DETAILS.has(level);
      const saved = (1 - spared) * (isSampled ? 1 - 1 / KEEP_ONE_OF : 1);
      return [
        {
          pattern: { ...pattern, expression },
          action: isSampled ? { kind: 'sample', keepOneOf: KEEP_ONE_OF } : { kind: 'drop' },
          loses: isInStories ? 'stories' : 'nothing',
          savedBytes: bytes * saved,
          savedShare: share * saved,
        },
      ];
    })
    .sort((a, b) => Number(a.loses === 'stories') - Number(b.loses === 'stories') || b.savedBytes - a.savedBytes);
}
