import fc from 'fast-check';
import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { plainLine } from '../../telemetry/testing/plain';
import { groupErrors } from './errorGroups';
import { errorExpression } from './errorSearch';

const lineOf = (body: string, time = 1) => plainLine({ body, time, reading: parseLogLine(body, {}, {}) });
const groupsOf = (...bodies: string[]) =>
  groupErrors(
    bodies.map((body) => lineOf(body)),
    { from: 0, to: 2 },
    1
  );
const expressionOf = (body: string) => groupsOf(body).map(errorExpression)[0];

it.each<[what: string, body: string, other: string, isMatch: boolean]>([
  ['other numbers', 'ERROR order 7 lost', 'ERROR order 812 lost', true],
  ['other quoted names', `ERROR no such key 'sku-1'`, `ERROR no such key "hat"`, true],
  ['other words', 'ERROR order 7 lost', 'ERROR order 7 refused', false],
  ['other status codes', '{"level":"error","msg":"GET /a 500","status":500}', '{"msg":"GET /a 503"}', false],
  ['the same as JSON', '{"level":"error","msg":"missing \\"x\\" for 7"}', '{"msg":"missing \\"y\\" for 812"}', true],
  ['other white space', 'ERROR order 7  was   lost', 'ERROR order 7 was lost', true],
  [
    'a stack with another message',
    '{"level":"error","err":{"type":"TypeError","message":"a is 7","stack":"TypeError: a\\n    at f (/app/a.js:1:2)"}}',
    'TypeError: something else',
    true,
  ],
])('finds or leaves %s', (_, body, other, isMatch) => {
  expect(new RegExp(expressionOf(body) ?? 'no expression').test(other)).toBe(isMatch);
});

it.each([
  ['nothing stays', 'ERROR 7 812'],
  ['letters are written as codes', String.raw`{"level":"error","msg":"gr\u00f6\u00dfer als 7"}`],
  ['too little stays', 'ERROR a 7'],
  ['it would be too long', `ERROR ${'words '.repeat(120)}`],
])('there is none where %s', (_, body) => {
  expect(expressionOf(body)).toBeUndefined();
});

it('finds the lines of a group, whatever they hold', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'order',
      'lost',
      'GET',
      '/carts/7/items',
      '10.0.0.1',
      `'hat'`,
      'a(b)',
      '[x]',
      '$1',
      '{y}',
      'größer'
    ),
    fc.nat().map(String),
    fc.uuid(),
    fc.string({ minLength: 1, maxLength: 6 }).filter((text) => !/[\n\r]/.test(text))
  );
  const message = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `Failed ${words.join(' ')}`);
  const body = fc
    .tuple(message, fc.boolean())
    .map(([text, isJson]) => (isJson ? JSON.stringify({ level: 'error', msg: text }) : `ERROR ${text}`));
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 6 }), (bodies) => {
      for (const one of bodies) {
        const [group] = groupsOf(one);
        const expression = group && errorExpression(group);
        for (const other of bodies) {
          const isSame = groupsOf(one, other).length === 1 && expression !== undefined;
          const isJson = [one, other].map((text) => text.startsWith('{'));
          if (isSame && isJson[0] === isJson[1]) {
            expect(other).toMatch(new RegExp(expression));
          }
        }
      }
    })
  );
});

it('holds for lines that differ in what varies', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.uuid(), fc.boolean(), (one, other, id, isJson) => {
      const bodies = [one, other].map((n) => {
        const text = `order ${n} of ${id.slice(0, n % 30)} at 10.0.0.${n % 250} lost (user 'u${n}')`;
        return isJson ? JSON.stringify({ level: 'error', msg: text }) : `ERROR ${text}`;
      });
      const [group, ...rest] = groupsOf(...bodies);
      fc.pre(group !== undefined && rest.length === 0);
      const expression = group && errorExpression(group);
      expect(expression).toBeDefined();
      bodies.forEach((body) => expect(body).toMatch(new RegExp(expression ?? '')));
    })
  );
});
