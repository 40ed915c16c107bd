import fc from 'fast-check';
import { requiredTexts } from './requiredTexts';

it.each<[source: string, texts: string[][]]>([
  ['order', [['order']]],
  ['order.*lost', [['order', 'lost']]],
  [String.raw`order\s+\d+ lost \(gone\)`, [['order', ' lost (gone)']]],
  ['(?:a b)|(?:c.*d|e)', [['a b'], ['c', 'd'], ['e']]],
  ['(?:a)(?:b)', [[]]],
  ['colou?r', [['colo', 'r']]],
  ['ab+c', [['ab', 'c']]],
  ['ab{0,2}c', [['a', 'c']]],
  ['x[|)]y', [['x', 'y']]],
  [String.raw`x\|y`, [['x|y']]],
  ['^a (b|c) d$', [['a ', ' d']]],
])('%j needs %j', (source, texts) => {
  expect(requiredTexts(source)).toEqual(texts);
});

it('are in whatever matches', () => {
  const letter = fc.constantFrom('a', 'b', 'c', ' ', '1');
  const piece = fc.oneof(
    letter,
    letter.map((char) => `${char}?`),
    letter.map((char) => `${char}*`),
    letter.map((char) => `${char}+`),
    letter.map((char) => `${char}{1,2}`),
    fc.constantFrom('.', '.*', String.raw`\d`, String.raw`\s+`, '[ab]', '[^c|)]', '(?:a|b)', '(a)?', String.raw`\.`)
  );
  const one = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const regexp = fc.oneof(
    one,
    fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.map((source) => `(?:${source})`).join('|')),
    fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join('|'))
  );
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '1', '.', ')'), { maxLength: 8 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(regexp, text, (source, body) => {
      const mayMatch = requiredTexts(source).some((texts) => texts.every((needed) => body.includes(needed)));
      expect(mayMatch || !new RegExp(source, 's').test(body)).toBe(true);
    }),
    { numRuns: 5000 }
  );
});
