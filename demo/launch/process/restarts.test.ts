import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RestartBudget } from './restarts.ts';

describe('RestartBudget', () => {
  it('doubles the pause, ends, and opens again when the window has passed', () => {
    let now = 0;
    const budget = new RestartBudget({ max: 3, windowMs: 10_000, firstDelayMs: 500 }, () => now);
    assert.deepEqual([budget.take(), budget.take(), budget.take(), budget.take()], [500, 1_000, 2_000, undefined]);
    now = 9_999;
    assert.equal(budget.take(), undefined);
    now = 10_000;
    assert.equal(budget.take(), 500);
  });

  it('may be none at all', () => {
    assert.equal(new RestartBudget({ max: 0, windowMs: 10_000, firstDelayMs: 500 }).take(), undefined);
  });
});
