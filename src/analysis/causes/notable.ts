import { ERROR_LEVELS } from '../../telemetry/questions/logs';
import { type CaseMeasure } from './case';
import { type PatternChange } from './change';

/** Differences smaller than these nobody is woken up for, however certain they are. */
interface Least {
  /** In the unit of the measure. */
  difference: number;
  /** The larger one by the smaller one. */
  ratio: number;
}

/**
 * Rates and levels have a rhythm of their own, of a third within an hour at most shops; failures and latency do not.
 * Half a percentage point and half as much again is what the state of a service goes by, too (analysis/state.ts).
 */
const LEAST: Record<CaseMeasure, Least> = {
  requests: { difference: 1, ratio: 1.5 },
  errors: { difference: 0.005, ratio: 1.5 },
  clientErrors: { difference: 0.01, ratio: 1.5 },
  duration: { difference: 0.001, ratio: 1.25 },
  cpu: { difference: 0, ratio: 1.25 },
  memory: { difference: 0, ratio: 1.25 },
  saturation: { difference: 0, ratio: 1.25 },
  restarts: { difference: 0.01, ratio: 1.5 },
};

/** Whether a change is large enough to be told. */
export function isNotable(measure: CaseMeasure, before: number, during: number): boolean {
  const { difference, ratio } = LEAST[measure];
  const [low, high] = before < during ? [before, during] : [during, before];
  return high - low >= difference && high > low && high >= ratio * low;
}

/** Whether more of it is worse. More requests are not; fewer are neither. */
export function isWorse(measure: CaseMeasure, before: number, during: number): boolean {
  return measure !== 'requests' && during > before;
}

const RESOURCES: readonly CaseMeasure[] = ['cpu', 'memory', 'saturation', 'restarts'];

/** Whether a measure is of what a service uses, and not of the requests that it gets. */
export function isResource(measure: CaseMeasure): boolean {
  return RESOURCES.includes(measure);
}

/** Whether lines of a pattern tell of failures, and there are more of them than were to be expected. */
export function tellsOfFailures({ level, excess }: Pick<PatternChange, 'level' | 'excess'>): boolean {
  return excess > 0 && ERROR_LEVELS.includes(level);
}
