import fc from 'fast-check';
import { BACKEND_MACROS, GRAFANA_VARIABLE, injectionText } from '../../testing/injectionText';
import { promqlErrors, promqlStrings, unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { promAlternatives, promLabel, promString, quoteRegex } from './escape';
import { excludes, matches, selector } from './selector';

const RUNS = { numRuns: propertyRuns(2000) };

describe('a string literal', () => {
  it('parses, and Prometheus reads the same value back', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        const rendered = selector('up', [{ label: 'route', op: '=', text: promString(text) }]);
        expect(promqlErrors(rendered)).toEqual([]);
        expect(promqlStrings(rendered).map(unquote)).toEqual([text]);
      }),
      RUNS
    );
  });

  it('holds nothing that Grafana would take for a variable', () => {
    fc.assert(
      fc.property(injectionText, (text) => {
        for (const literal of [promString(text), promAlternatives([text, text])]) {
          expect(literal.match(GRAFANA_VARIABLE)).toBeNull();
          expect(BACKEND_MACROS.filter((macro) => literal.includes(macro))).toEqual([]);
        }
      }),
      RUNS
    );
  });

  it.each([
    ['/products', '"/products"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['C:\\new', '"C:\\\\new"'],
    ['a\nb', '"a\\nb"'],
    ['$route', '"\\x24route"'],
    ['${route}', '"\\x24{route}"'],
    ['[[route]]', '"\\x5b\\x5broute]]"'],
    ['/items/[id]', '"/items/[id]"'],
    ['\u0000', '"\\x00"'],
  ])('writes %j as %s', (text, literal) => {
    expect(promString(text)).toBe(literal);
  });
});

describe('alternatives', () => {
  /** RE2 and JavaScript agree on escaped punctuation and on what is left; both are anchored, and `.` is never bare. */
  const asPrometheusReads = (literal: string) => new RegExp(`^(?:${unquote(literal)})$`, 's');

  it('parse, and match exactly the values that they are made of', () => {
    fc.assert(
      fc.property(fc.array(injectionText, { minLength: 1, maxLength: 4 }), injectionText, (values, other) => {
        const literal = promAlternatives(values);
        expect(promqlErrors(`up{route=~${literal}}`)).toEqual([]);
        const regex = asPrometheusReads(literal);
        values.forEach((one) => expect(regex.test(one)).toBe(true));
        expect(regex.test(other)).toBe(values.includes(other));
      }),
      RUNS
    );
  });

  it('take no value for a pattern', () => {
    const regex = asPrometheusReads(promAlternatives(['/a.b', '/c+']));
    expect(['/a.b', '/c+', '/axb', '/cc', '/a.b|/c+', ''].filter((route) => regex.test(route))).toEqual([
      '/a.b',
      '/c+',
    ]);
  });

  it('quote what is special in regular expressions, and nothing else', () => {
    expect(quoteRegex('/a-b_c/{id}.json?x=1')).toBe('/a-b_c/\\{id\\}\\.json\\?x=1');
  });
});

describe('a selector', () => {
  const name = fc
    .oneof(injectionText, fc.constantFrom('http.server.duration', 'le', '0a', 'a b', 'by', 'sum'))
    // The grammar's JavaScript looks identifiers up in an object, where it finds `__proto__`; Prometheus does not.
    .filter((text) => text !== '' && !(text in {}));

  it('parses whatever its names and values are, and they are read back', () => {
    fc.assert(
      fc.property(name, name, fc.array(injectionText, { minLength: 1, maxLength: 3 }), (metric, label, values) => {
        const rendered = selector(metric, [matches(label, values), excludes(label, values)]);
        expect(promqlErrors(`sum by (${promLabel(label)}) (rate(${rendered}[5m]))`)).toEqual([]);
        const read = promqlStrings(rendered).map(unquote);
        if (promLabel(label) !== label) {
          expect(read.filter((text) => text === label).length).toBeGreaterThanOrEqual(2);
        }
        if (!rendered.startsWith(metric)) {
          expect(read[0]).toBe(metric);
        }
      }),
      RUNS
    );
  });

  it('puts classic names before the braces and others inside, quoted', () => {
    const route = matches('http.route', ['/']);
    expect(selector('http_requests_total', [])).toBe('http_requests_total');
    expect(selector('job:requests:rate5m', [matches('job', ['shop'])])).toBe('job:requests:rate5m{job="shop"}');
    expect(selector('http.server.request.duration', [route])).toBe(
      '{"http.server.request.duration", "http.route"="/"}'
    );
  });
});
