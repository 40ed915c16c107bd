import fc from 'fast-check';
import { GRAFANA_VARIABLE, injectionText } from '../../testing/injectionText';
import { logqlErrors, logqlStrings } from '../../testing/logqlText';
import { unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { insensitive, logAlternatives, logString } from './escape';
import { streamSelector } from './selector';

const RUNS = { numRuns: propertyRuns(2000) };

describe('a string literal', () => {
  it('parses, and Loki reads the same value back', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        const rendered = `${streamSelector({ app: text })} |= ${logString(text)} | field=${logString(text)}`;
        expect(logqlErrors(rendered)).toEqual([]);
        expect(logqlStrings(rendered).map(unquote)).toEqual([text, text, text]);
      }),
      RUNS
    );
  });

  it('holds nothing that Grafana would take for a variable', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        for (const literal of [logString(text), logAlternatives([text, text]), insensitive(text)]) {
          expect(literal.match(GRAFANA_VARIABLE)).toBeNull();
          expect(literal).not.toContain('$');
        }
      }),
      RUNS
    );
  });

  it.each([
    ['$service', '"\\x24service"'],
    ['${service}', '"\\x24{service}"'],
    ['[[service]]', '"\\x5b\\x5bservice]]"'],
    ['`quoted`', '"`quoted`"'],
    ['a "b" \\c', '"a \\"b\\" \\\\c"'],
    ['\u0000', '"\\x00"'],
  ])('writes %j as %s', (text, literal) => {
    expect(logString(text)).toBe(literal);
  });
});

describe('alternatives', () => {
  it('parse, and match exactly the values that they are made of', () => {
    fc.assert(
      fc.property(fc.array(injectionText, { minLength: 1, maxLength: 4 }), injectionText, (values, other) => {
        const literal = logAlternatives(values);
        expect(logqlErrors(`{app=~${literal}}`)).toEqual([]);
        const regex = new RegExp(`^(?:${unquote(literal)})$`, 's');
        values.forEach((value) => expect(regex.test(value)).toBe(true));
        expect(regex.test(other)).toBe(values.includes(other));
      }),
      RUNS
    );
  });
});
