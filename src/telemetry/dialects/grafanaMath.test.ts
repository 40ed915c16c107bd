import * as fc from 'fast-check';
import { type MathMeaning, readMath } from './grafanaMath';

const linear = (factor: number, offset = 0): MathMeaning => ({ kind: 'linear', factor, offset });
const comparison = (threshold: number): MathMeaning => ({ kind: 'comparison', threshold });
const condition: MathMeaning = { kind: 'condition' };
const other: MathMeaning = { kind: 'other' };

it.each<[string, string, MathMeaning]>([
  ['$A', 'A', linear(1)],
  ['${error ratio} * 100', 'error ratio', linear(100)],
  ['100*$A', 'A', linear(100)],
  ['($B - 32) / 2', 'B', linear(0.5, -16)],
  ['-$A + 1', 'A', linear(-1, 1)],
  ['1 - $A', 'A', linear(-1, 1)],
  ['$A + $A', 'A', linear(2)],
  ['2 - 1 - $A', 'A', linear(-1, 1)],
  ['$A * 1e3 * .5', 'A', linear(500)],
  ['$A > 5', 'A', comparison(5)],
  ['($A * 100 >= 5)', 'A', comparison(0.05)],
  ['5 < $A', 'A', comparison(5)],
  ['$A * 2 == $A + 3', 'A', comparison(3)],
  ['$A > 1 && $A < 9', 'A', condition],
  ['!($A < 1 || $A > 9) * 2', 'A', condition],
  ['-($A && 1) == 0', 'A', condition],
  ['!($A > 5)', 'A', other],
  ['-($A > 5)', 'A', other],
  ['($A > 5) * 2', 'A', other],
  ['$A > $A', 'A', condition],
  ['abs($A) > 5', 'A', other],
  ['$A * $A', 'A', other],
  ['1 / $A', 'A', other],
  ['$A / 0', 'A', other],
  ['$A * 0', 'A', other],
  ['$A % 2', 'A', other],
  ['$A ** 2', 'A', other],
  ['abs($A)', 'A', other],
  ['$A + inf()', 'A', other],
])('reads %s', (text, of, meaning) => {
  expect(readMath(text)).toEqual({ of, meaning });
});

it.each(['', '5 > 3', '$A / $B', '$A >', '($A', '$A)', '$A $A', '$A & 1', 'abs $A', 'abs()', '$', '$A > "x"'])(
  'reads nothing of %j',
  (text) => {
    expect(readMath(text)).toBeUndefined();
  }
);

/** An expression of one variable with what it comes to, calculated beside it. */
type Written = [text: string, value: (x: number) => number];
const number = fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0);
const literal = number.map((n): Written => [n < 0 ? `(${n})` : String(n), () => n]);
const { part } = fc.letrec<{ part: Written }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    fc.constant<Written>(['$A', (x) => x]),
    fc.tuple(tie('part'), literal).map(([[a, f], [b, g]]): Written => [`(${a} + ${b})`, (x) => f(x) + g(x)]),
    fc.tuple(literal, tie('part')).map(([[a, f], [b, g]]): Written => [`${a} - (${b})`, (x) => f(x) - g(x)]),
    fc.tuple(tie('part'), literal).map(([[a, f], [b, g]]): Written => [`(${a}) * ${b}`, (x) => f(x) * g(x)]),
    fc.tuple(tie('part'), literal).map(([[a, f], [b, g]]): Written => [`(${a})/${b}`, (x) => f(x) / g(x)]),
    tie('part').map(([a, f]): Written => [`-(${a})`, (x) => -f(x)])
  ),
}));

it('calculates what the expression comes to', () => {
  fc.assert(
    fc.property(part, fc.integer({ min: -50, max: 50 }), ([text, value], x) => {
      const meaning = readMath(text)?.meaning;
      expect(meaning?.kind === 'linear' && meaning.factor * x + meaning.offset).toBeCloseTo(value(x), 6);
    })
  );
});

it('finds the number at which a comparison changes', () => {
  fc.assert(
    fc.property(part, number, ([text, value], limit) => {
      const meaning = readMath(`${text} > ${limit}`)?.meaning;
      expect(meaning?.kind === 'comparison' && value(meaning.threshold)).toBeCloseTo(limit, 6);
    })
  );
});

it('never throws, whatever it reads', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('$A', '(', ')', '+', '-', '**', '>', '&&', '!', '7', 'abs', ' ', '.')),
      (parts) => {
        expect(() => readMath(parts.join(''))).not.toThrow();
      }
    )
  );
});
