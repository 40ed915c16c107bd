import { measureSpec, measuresOf } from '../measures';
import { conventionById } from '.';
import { DETECTION_KINDS, knownSignals } from './kinds';

const conventions = DETECTION_KINDS.flatMap((kind) => kind.conventions);
const signals = DETECTION_KINDS.flatMap((kind) => kind.signals);

it('conventions are told apart by their ids over all kinds, and each is of a kind that it answers', () => {
  expect(conventions.length).toBeGreaterThan(5);
  expect(conventions.map(({ id }) => conventionById(id))).toEqual(conventions);
  for (const { id, kind } of conventions) {
    expect([id, measuresOf(kind).map((measure) => measureSpec(measure).rendering)]).toEqual([
      id,
      expect.arrayContaining(['requests', 'durations']),
    ]);
  }
});

it('an id that no convention has is an error', () => {
  expect(() => conventionById('nobody')).toThrow('Unknown convention: nobody');
});

it('the signals of one kind are of measures of one kind, and each can be looked up', () => {
  for (const kind of DETECTION_KINDS) {
    expect(new Set(kind.signals.map(({ measure }) => measureSpec(measure).kind)).size).toBeLessThanOrEqual(1);
  }
  expect(signals.length).toBeGreaterThan(20);
  expect(signals.filter((signal) => !knownSignals(signal.measure).includes(signal))).toEqual([]);
});
