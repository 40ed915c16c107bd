import fc from 'fast-check';
import { logqlErrors, logqlStrings } from '../../testing/logqlText';
import { unquote } from '../../testing/promqlText';
import { alloyConfig, collectorProcessor, matchSelector, ottlCondition, promtailStages } from './pipelines';
import { FAILURE_WORDS, type SenderRule } from './rule';

// Whatever stands in lines, as text: halves of surrogate pairs are none.
const text = fc.string({ unit: 'binary' }).filter((one) => !/[\ud800-\udfff]/.test(one));
const rules: fc.Arbitrary<SenderRule> = fc.record(
  {
    label: fc.record({ name: fc.stringMatching(/^[a-z_]\w*$/), value: text }),
    service: text,
    expression: text,
    keepOneOf: fc.integer({ min: 2, max: 100 }),
  },
  { requiredKeys: ['service', 'expression'] }
);

/** The string literals of a configuration, and what is left of it without them and without comments. */
function literalsOf(config: string): { literals: string[]; rest: string } {
  const literal = /"(?:[^"\\\n]|\\.)*"/g;
  const code = config.replace(/^\/\/.*$/gm, '');
  return { literals: code.match(literal) ?? [], rest: code.replace(literal, '""') };
}

function expectBalanced(rest: string): void {
  let depth = 0;
  for (const sign of rest) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
}

it('selectors are log queries that hold label and expression', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const selector = matchSelector(rule);
      expect(logqlErrors(selector)).toEqual([]);
      const expected = [rule.label?.value ?? '.+', rule.expression, `(?i)${FAILURE_WORDS}`];
      expect(logqlStrings(selector).map(unquote)).toEqual(expected);
    })
  );
});

it('a configuration of Alloy has balanced blocks, whole strings, and a stage for each rule', () => {
  fc.assert(
    fc.property(fc.array(rules, { minLength: 1, maxLength: 4 }), (given) => {
      const { literals, rest } = literalsOf(alloyConfig(given));
      expect(rest).not.toMatch(/["'`]{3}|[^"]"[^"]/);
      expectBalanced(rest);
      const selectors = literals.map(unquote).filter((one) => one.includes('|~'));
      expect(selectors).toEqual(expect.arrayContaining(given.map(matchSelector)));
      expect(rest.match(/stage\.match \{/g)).toHaveLength(given.length);
      expect(rest.match(/stage\.sampling \{/g) ?? []).toHaveLength(given.filter((one) => one.keepOneOf).length);
    })
  );
});

it('reads as somebody would have written it', () => {
  const rule = { label: { name: 'container', value: 'cart' }, service: 'cart', expression: 'probe \\d+$' };
  const selector = `"{container=\\"cart\\"} |~ \\"probe \\\\\\\\d+\\\\x24\\" !~ `;
  const config = alloyConfig([rule, { ...rule, keepOneOf: 16 }]).split('\n');
  expect(config.map((line) => (line.includes(selector) ? line.slice(0, line.indexOf('"')) : line))).toEqual([
    '// Between what reads the lines and what writes them: loki.source.… forwards to loki.process.reduce.receiver.',
    'loki.process "reduce" {',
    '  forward_to = [loki.write.default.receiver]',
    '',
    '  stage.match {',
    '    selector            = ',
    '    action              = "drop"',
    '    drop_counter_reason = "tillwatch"',
    '  }',
    '',
    '  stage.match {',
    '    selector            = ',
    '',
    '    stage.sampling {',
    '      rate = 0.0625',
    '    }',
    '  }',
    '}',
    '',
  ]);
});

it.each([
  ['{"level":50,"msg":"GET /"}', true],
  ['level=ERROR GET /', true],
  ['Warning: low', true],
  ['{"level":30,"msg":"GET /"}', false],
  ['level=info GET /cart', false],
])('a rule leaves lines alone that tell of a failure: %s', (line, isFailure) => {
  expect(new RegExp(FAILURE_WORDS, 'i').test(line)).toBe(isFailure);
});

it('stages of Promtail drop, or sample', () => {
  const rule = { service: 'cart', expression: 'x' };
  expect(promtailStages([rule, { ...rule, keepOneOf: 16 }])).toEqual({
    pipeline_stages: [
      { match: { selector: matchSelector(rule), action: 'drop', drop_counter_reason: 'tillwatch' } },
      { match: { selector: matchSelector(rule), stages: [{ sampling: { rate: 0.0625 } }] } },
    ],
  });
});

it('conditions of the collector hold service and expression, whatever they are', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const { literals, rest } = literalsOf(ottlCondition(rule));
      expect(rest).not.toMatch(/[^"]"[^"]/);
      const values = literals.map(unquote);
      expect(values).toContain(rule.expression);
      expect(rule.service === '' || values.includes(rule.service)).toBe(true);
      // The collector reads `$` as the beginning of a variable.
      expect(ottlCondition(rule)).not.toContain('$');
      expect(ottlCondition(rule)).toContain('severity_number < SEVERITY_NUMBER_WARN');
      expect(ottlCondition(rule).endsWith('IsMatch(trace_id.string, "[0-9a-e]\\x24")')).toBe(
        rule.keepOneOf !== undefined
      );
    })
  );
  expect(collectorProcessor([{ service: 'cart', expression: 'x', keepOneOf: 16 }])).toEqual({
    processors: {
      'filter/reduce': {
        error_mode: 'ignore',
        logs: {
          log_record: [ottlCondition({ service: 'cart', expression: 'x', keepOneOf: 16 })],
        },
      },
    },
  });
});
