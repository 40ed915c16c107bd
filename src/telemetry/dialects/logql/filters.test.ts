import fc from 'fast-check';
import { passesFilter } from '../../testing/logqlFilter';
import { propertyRuns } from '../../testing/propertyRuns';
import { type Carrier, labelFilter } from './filters';

const VALUES = ['', 'x', 'y', 'x.'];
const carriers: Carrier[] = [{ label: 'first' }, { label: 'second' }, { label: 'third', speaks: 'x|y' }];

/** The value of the first carrier that says something. */
function stated(labels: Readonly<Record<string, string>>): string {
  const { first = '', second = '', third = '' } = labels;
  return first || second || (/^[xy]$/.test(third) ? third : '');
}

describe('a label filter', () => {
  it('lets through the lines of which the first label that says something fulfils the condition', () => {
    const value = fc.constantFrom(...VALUES);
    fc.assert(
      fc.property(
        fc.record({ first: value, second: value, third: value }),
        fc.constantFrom('in' as const, 'notIn' as const),
        fc.uniqueArray(fc.constantFrom<string>('', 'x', 'y', 'x.'), { minLength: 1 }),
        (labels, op, values) => {
          const filter = labelFilter({ op, values }, carriers);
          const isMeant = values.includes(stated(labels)) === (op === 'in');
          expect(filter === undefined ? true : filter === false ? false : passesFilter(filter, labels)).toBe(isMeant);
        }
      ),
      { numRuns: propertyRuns(3000) }
    );
  });

  it.each([
    ['in', ['x'], false],
    ['in', ['x', ''], undefined],
    ['notIn', ['x'], undefined],
    ['notIn', [''], false],
  ] as const)('knows where nothing carries the field: %s %j', (op, values, expected) => {
    expect(labelFilter({ op, values: [...values] }, [])).toBe(expected);
  });
});
