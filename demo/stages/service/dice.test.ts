import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rollDice } from './dice.ts';

it('rolls each side of a die, and no other number', () => {
  const ends = [0, 1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1 - Number.EPSILON];
  const next = ends.values();
  assert.deepEqual(
    rollDice(ends.length, () => next.next().value!),
    [1, 2, 3, 4, 5, 6, 6]
  );
});
