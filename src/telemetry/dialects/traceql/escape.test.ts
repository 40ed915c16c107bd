import fc from 'fast-check';
import { GRAFANA_VARIABLE, injectionText } from '../../testing/injectionText';
import { unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { traceqlErrors, traceqlParts } from '../../testing/traceqlText';
import { readAttribute, traceqlAlternatives, traceqlAttribute, traceqlDuration, traceqlString } from './escape';

const RUNS = { numRuns: propertyRuns(2000) };

describe('a string literal', () => {
  it('parses, and the same value is read back', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        const rendered = `{ span.x = ${traceqlString(text)} }`;
        expect(traceqlErrors(rendered)).toEqual([]);
        // TraceQL's strings are Go's, as PromQL's are.
        expect(traceqlParts(rendered, 'String').map(unquote)).toEqual([text]);
      }),
      RUNS
    );
  });

  it('holds nothing that Grafana would take for a variable', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        for (const literal of [traceqlString(text), traceqlAlternatives([text, text])]) {
          expect(literal.match(GRAFANA_VARIABLE)).toBeNull();
        }
      }),
      RUNS
    );
  });

  it.each([
    ['/products', '"/products"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['C:\\new', '"C:\\\\new"'],
    ['a\nb\0', '"a\\nb\\x00"'],
    ['$route', '"\\x24route"'],
    ['[[route]]', '"\\x5b\\x5broute]]"'],
    ['/items/[id]', '"/items/[id]"'],
  ])('writes %j as %s', (text, literal) => {
    expect(traceqlString(text)).toBe(literal);
  });
});

describe('alternatives', () => {
  it('match exactly the values that they are made of', () => {
    fc.assert(
      fc.property(fc.array(injectionText, { minLength: 1, maxLength: 4 }), injectionText, (values, other) => {
        const literal = traceqlAlternatives(values);
        expect(traceqlErrors(`{ name =~ ${literal} }`)).toEqual([]);
        const regex = new RegExp(unquote(literal), 's');
        values.forEach((one) => expect(regex.test(one)).toBe(true));
        expect(regex.test(other)).toBe(values.includes(other));
      }),
      RUNS
    );
  });
});

describe('an attribute', () => {
  const name = injectionText.filter((text) => text !== '');

  it('is read back as it was, whatever its name', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('span' as const, 'resource' as const), (text, scope) => {
        expect(readAttribute(traceqlAttribute(scope, text))).toEqual({ scope, name: text });
      }),
      RUNS
    );
  });

  it('parses as one attribute, as far as the grammar knows quoted names', () => {
    fc.assert(
      fc.property(name, (text) => {
        fc.pre(!/["\\]/.test(text));
        const attribute = traceqlAttribute('span', text);
        const rendered = `{ ${attribute} = "x" } | rate() by (${attribute})`;
        expect(traceqlErrors(rendered)).toEqual([]);
        expect(traceqlParts(rendered, 'AttributeField')).toEqual([attribute, attribute]);
      }),
      RUNS
    );
  });

  it.each([
    ['http.route', 'span.http.route'],
    ['foo bar', 'span."foo bar"'],
    ['a-b', 'span."a-b"'],
    ['a..b', 'span."a..b"'],
    ['0', 'span."0"'],
    ['say "hi"\\', 'span."say \\"hi\\"\\\\"'],
  ])('%j is %s', (text, attribute) => {
    expect(traceqlAttribute('span', text)).toBe(attribute);
  });

  it('is nothing else', () => {
    expect(['name', 'kind', 'span', 'event.name', 'trace:id'].map(readAttribute)).toEqual(Array(5).fill(undefined));
  });
});

it.each([
  [0.25, '250000000ns'],
  [1e-9, '1ns'],
  [3600, '3600000000000ns'],
  [-1, '0ns'],
  [1e12, '9000000000000000000ns'],
])('%d seconds are %s', (seconds, duration) => {
  expect(traceqlDuration(seconds)).toBe(duration);
});
