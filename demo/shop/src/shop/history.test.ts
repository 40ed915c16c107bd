import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { History } from './history.ts';
import type { Totals } from './totals.ts';

const zero: Totals = { requests: 0, errors: 0, durationSeconds: 0, orders: 0, lowStock: undefined };

describe('History', () => {
  it('turns counts into rates over the time between two samples', () => {
    const totals = { ...zero };
    const history = new History(totals, 0);
    Object.assign(totals, { requests: 50, errors: 5, durationSeconds: 2, orders: 1, lowStock: 3 });
    history.sample(10_000);
    Object.assign(totals, { requests: 70 });
    history.sample(20_000);
    assert.deepEqual(history.points('request_rate', 0, 60_000, 100), [
      [5, 10_000],
      [2, 20_000],
    ]);
    assert.deepEqual(history.points('error_rate', 0, 10_000, 100), [[0.5, 10_000]]);
    assert.deepEqual(history.points('mean_duration_ms', 0, 10_000, 100), [[40, 10_000]]);
    assert.deepEqual(history.points('orders_per_minute', 0, 10_000, 100), [[6, 10_000]]);
    assert.deepEqual(history.points('products_low_stock', 0, 10_000, 100), [[3, 10_000]]);
  });

  it('has no point where nobody knew: no requests have no mean, an unknown stock is not zero', () => {
    const history = new History({ ...zero }, 0);
    history.sample(10_000);
    assert.deepEqual(history.points('mean_duration_ms', 0, 60_000, 100), []);
    assert.deepEqual(history.points('products_low_stock', 0, 60_000, 100), []);
    assert.deepEqual(history.points('request_rate', 0, 60_000, 100), [[0, 10_000]]);
  });

  it('thins evenly and forgets what is older than six hours', () => {
    const history = new History({ ...zero }, 0);
    for (let sample = 1; sample <= 3000; sample += 1) {
      history.sample(sample * 10_000);
    }
    const all = history.points('request_rate', 0, Infinity, 1_000_000);
    assert.deepEqual([all.length, all[0]?.[1]], [2160, 8_410_000]);
    const thinned = history.points('request_rate', 0, Infinity, 100).map(([, time]) => time);
    assert.ok(thinned.length <= 100 && thinned.length > 90);
    assert.equal(new Set(thinned.slice(1).map((time, index) => time - (thinned[index] ?? 0))).size, 1);
  });
});
