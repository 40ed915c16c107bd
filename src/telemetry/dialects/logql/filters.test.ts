import fc from 'fast-check';
import { parser } from '@grafana/lezer-logql';
import { unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { type Carrier, labelFilter } from './filters';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** Whether a label filter lets labels through, by the meaning that LogQL gives it. */
function passes(filter: string, labels: Readonly<Record<string, string>>): boolean {
  const text = `{a="b"} | ${filter}`;
  const value = (node: SyntaxNode): boolean => {
    const inner = node.getChildren('LabelFilter').map(value);
    if (node.getChild('And')) {
      return inner.every(Boolean);
    }
    if (node.getChild('Or')) {
      return inner.some(Boolean);
    }
    const matcher = node.getChild('Matcher');
    if (!matcher) {
      return inner[0] ?? false;
    }
    const [name = '', literal = ''] = ['Identifier', 'String'].map((kind) => {
      const child = matcher.getChild(kind);
      return child ? text.slice(child.from, child.to) : '';
    });
    const own = labels[name] ?? '';
    const wanted = unquote(literal);
    const regex = () => new RegExp(`^(?:${wanted})$`, 's').test(own);
    return matcher.getChild('Eq')
      ? own === wanted
      : matcher.getChild('Neq')
        ? own !== wanted
        : matcher.getChild('Re')
          ? regex()
          : !regex();
  };
  let result: boolean | undefined;
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) {
        throw new Error(`Not LogQL: ${text}`);
      }
      if (node.name === 'LabelFilter' && result === undefined) {
        result = value(node.node);
      }
    },
  });
  return result ?? true;
}

const VALUES = ['', 'x', 'y', 'x.', 'nobody'];
const carriers: Carrier[] = [
  { label: 'first', none: 'nobody' },
  { label: 'second' },
  { label: 'third', speaks: 'x|y' },
];

/** The value of the first carrier that says something. */
function stated(labels: Readonly<Record<string, string>>): string {
  const { first = '', second = '', third = '' } = labels;
  return (first !== 'nobody' && first) || second || (/^[xy]$/.test(third) ? third : '');
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
          expect(filter === undefined ? true : filter === false ? false : passes(filter, labels)).toBe(isMeant);
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
