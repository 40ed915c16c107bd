import * as fc from 'fast-check';
import { propertyRuns } from '../telemetry/testing/propertyRuns';
import { proposeThreshold, type ProposedThreshold } from './proposedThreshold';

type Asked = Parameters<typeof proposeThreshold>;

it.each<[what: string, asked: Asked, expected: ProposedThreshold | undefined]>([
  [
    'error rate',
    [{ measure: 'errors', stat: { kind: 'ratio' } }, false, [0.4]],
    { side: 'above', value: 0.05, basis: 'usual' },
  ],
  [
    'client errors',
    [{ measure: 'clientErrors', stat: { kind: 'ratio' } }, false, []],
    { side: 'above', value: 0.2, basis: 'usual' },
  ],
  ['CPU', [{ measure: 'cpu', stat: { kind: 'value' } }, true, [3]], { side: 'above', value: 80, basis: 'usual' }],
  ['cores', [{ measure: 'cpu', stat: { kind: 'value' } }, false, [1, 2]], { side: 'above', value: 3, basis: 'seen' }],
  [
    'latency',
    [{ measure: 'duration', stat: { kind: 'quantile', q: 0.95 } }, false, [0.1, null, 0.117, 4]],
    { side: 'above', value: 0.23, basis: 'seen' },
  ],
  [
    'traffic',
    [{ measure: 'requests', stat: { kind: 'rate' } }, false, [10, 30, 31]],
    { side: 'below', value: 15, basis: 'seen' },
  ],
  ['traffic that seldom comes', [{ measure: 'requests', stat: { kind: 'rate' } }, false, [0, 0, 1]], undefined],
  ['nothing', [{ measure: 'inFlight', stat: { kind: 'value' } }, false, [0, null]], undefined],
])('proposes for %s', (_, asked, expected) => {
  expect(proposeThreshold(...asked)).toEqual(expected);
});

it('proposes what did not hold all the time, so that the alert does not fire at once', () => {
  const values = fc.array(fc.option(fc.double({ min: 0.001, max: 1e9, noNaN: true })), { minLength: 1, maxLength: 60 });
  const measures = fc.constantFrom<Asked[0]>(
    { measure: 'requests', stat: { kind: 'rate' } },
    { measure: 'duration', stat: { kind: 'mean' } },
    { measure: 'inFlight', stat: { kind: 'value' } }
  );
  fc.assert(
    fc.property(measures, values, (about, seen) => {
      const proposed = proposeThreshold(about, false, seen);
      const known = seen.filter((value) => value !== null);
      expect(proposed === undefined).toBe(known.length === 0);
      const holds = known.filter((value) =>
        proposed?.side === 'below' ? value < proposed.value : value > (proposed?.value ?? 0)
      );
      expect(holds.length).toBeLessThanOrEqual(known.length / 2);
    }),
    { numRuns: propertyRuns(300) }
  );
});
