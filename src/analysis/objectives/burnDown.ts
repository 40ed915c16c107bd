import { type ServiceLevelObjective } from './objective';
import { budgetLeft } from './standing';

/** A moment and what of the budget was left at it. */
export interface BudgetPoint {
  /** Milliseconds since the epoch. */
  time: number;
  left: number;
}

/** Requests per second, and how many of them were not good, at a moment that ends a step; null is no data. */
export interface EventRate {
  time: number;
  total: number | null;
  bad: number | null;
}

/**
 * How the budget of the window was spent: what had failed until each moment, against what of all requests of the
 * window may fail. It begins at 1 and ends at what is left.
 * @param rates in the order of time
 * @param step milliseconds between them
 */
export function burnDown(
  rates: readonly EventRate[],
  objective: Pick<ServiceLevelObjective, 'target'>,
  step: number
): BudgetPoint[] {
  const total = rates.reduce((sum, rate) => sum + (rate.total ?? 0), 0);
  if (total <= 0) {
    return [];
  }
  let spent = 0;
  const points = rates.map(({ time, bad }) => {
    spent += bad ?? 0;
    return { time, left: budgetLeft({ bad: spent, total }, objective) };
  });
  const [first] = points;
  // A rate is of the step that ends at its time: the budget is whole where the first step begins.
  return first ? [{ time: first.time - step, left: 1 }, ...points] : [];
}
