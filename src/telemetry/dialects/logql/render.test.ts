import fc from 'fast-check';
import { bindLogs, type LogBinding } from '../../conventions/logs/binding';
import {
  type LogCondition,
  type LogCountQuestion,
  type LogField,
  LOG_FIELDS,
  type LogSelection,
} from '../../questions/logs';
import { logqlErrors, logqlStrings } from '../../testing/logqlText';
import { unquote } from '../../testing/promqlText';
import { propertyRuns } from '../../testing/propertyRuns';
import { renderCount, renderLines } from './render';
import { injectionText } from '../../testing/injectionText';

/** Loki 3, which gives every stream a name of its service. */
const loki3 = bindLogs({
  labelNames: ['service_name', 'container_name', 'level', 'env'],
  streams: [
    { service_name: 'cart', container_name: 'cart', level: 'info', env: 'production' },
    { service_name: 'shop', level: 'error' },
  ],
  metadata: ['trace_id', 'severity_text'],
});
/** A Loki before that, with streams named in several ways. */
const loki2 = bindLogs({
  labelNames: ['app', 'container_name', 'filename'],
  streams: [{ app: 'cart' }, { app: 'shop' }, { container_name: 'web' }, { filename: '/x' }],
  metadata: [],
});

const selection = (where: LogCondition[], lines: LogSelection['lines'] = []): LogSelection => ({ where, lines });

function texts(asked: LogSelection, binding: LogBinding): string[] {
  const rendered = renderLines(asked, binding);
  if ('notSupported' in rendered) {
    throw new Error(rendered.notSupported);
  }
  return rendered.queries.map(({ expr }) => expr);
}

describe('lines', () => {
  it.each<[string, LogSelection, LogBinding, string[]]>([
    ['all', selection([]), loki3, ['{service_name=~".+"}']],
    [
      'all, where no label is on every stream',
      selection([]),
      loki2,
      ['{app=~".+"}', '{container_name=~".+", app=""}', '{filename=~".+", app="", container_name=""}'],
    ],
    ['one service', selection([{ field: 'service', op: 'in', values: ['cart'] }]), loki3, ['{service_name="cart"}']],
    [
      'services that are named in different ways',
      selection([{ field: 'service', op: 'in', values: ['web', 'cart'] }]),
      loki2,
      ['{container_name="web"}', '{app="cart", container_name=""}'],
    ],
    [
      'a service that was never seen',
      selection([{ field: 'service', op: 'in', values: ['new'] }]),
      loki2,
      ['{container_name="new"}', '{app="new", container_name=""}'],
    ],
    [
      'text',
      selection(
        [],
        [
          { text: 'a"b', kind: 'text', caseSensitive: true, op: 'include' },
          { text: 'a.b', kind: 'text', caseSensitive: false, op: 'exclude' },
          { text: 'a.b', kind: 'regexp', caseSensitive: true, op: 'include' },
          { text: '', kind: 'text', caseSensitive: true, op: 'include' },
        ]
      ),
      loki3,
      ['{service_name=~".+"} |= "a\\"b" !~ "(?i)a\\\\.b" |~ "a.b"'],
    ],
    [
      'an environment',
      selection([{ field: 'environment', op: 'in', values: ['production'] }]),
      loki3,
      [
        '{service_name=~".+"} | env="production" or (env="" and deployment_environment_name="production") or ' +
          '(env="" and deployment_environment_name="" and deployment_environment="production") or ' +
          '(env="" and deployment_environment_name="" and deployment_environment="" and environment="production")',
      ],
    ],
    [
      'a label and metadata by name',
      selection([
        { field: 'label:env', op: 'in', values: ['a', 'b.c'] },
        { field: 'metadata:severity_text', op: 'notIn', values: ['WARN'] },
      ]),
      loki3,
      ['{service_name=~".+"} | env=~"a|b\\\\.c" | (severity_text!="" and severity_text!="WARN") or severity_text=""'],
    ],
    [
      'a condition without values',
      selection([{ field: 'service', op: 'in', values: [] }]),
      loki3,
      ['{service_name=~".+"}'],
    ],
    ['no id at all', selection([{ field: 'traceId', op: 'in', values: ['none'] }]), loki3, []],
  ])('%s', (_, asked, binding, expected) => {
    expect(texts(asked, binding)).toEqual(expected);
  });

  it('of a trace are looked for in metadata and in the text, each line in one place', () => {
    const [inMetadata = '', inText = ''] = texts(
      selection([{ field: 'traceId', op: 'in', values: ['00f7651916cd43dd8448eb211c80319c'] }]),
      loki3
    );
    expect(inMetadata).toContain('| trace_id=~"00f7651916cd43dd8448eb211c80319c|f7651916cd43dd8448eb211c80319c|');
    expect(inText).toContain('{service_name=~".+"} |~ "(?i)f7651916cd43dd8448eb211c80319c" | regexp ');
    expect(inText).toContain('| trace_id!~"00f7651916cd43dd8448eb211c80319c|');
  });

  it.each<[name: string, paths: string[]]>([
    ['order', ['["order"]']],
    ['order.id', ['["order.id"]', '["order"]["id"]']],
    ['attributes.order.id', ['["attributes.order.id"]', '["attributes"]["order.id"]', '["attributes"]["order"]["id"]']],
  ])('by the field %s are looked for wherever JSON may have it', (name, paths) => {
    const [expr = ''] = texts(selection([{ field: `field:${name}`, op: 'in', values: ['17'] }]), loki3);
    const stage = /\| json (?:"(?:[^"\\]|\\.)*"|[^|"])*/.exec(expr)?.[0] ?? '';
    const labels = [...stage.matchAll(/(\w+)=/g)].map(([, label = '']) => label);
    expect(
      logqlStrings(expr)
        .map(unquote)
        .slice(1, 1 + labels.length)
    ).toEqual(paths);
    labels.forEach((label) => expect(expr).toContain(`${label}="17"`));
  });

  it.each([
    ['label:a-b', /label/],
    ['metadata:a b', /label/],
    ['field:a"b', /field/],
  ] as const)('by %s are not supported, and it says so', (field, reason) => {
    expect(renderLines(selection([{ field, op: 'in', values: ['x'] }]), loki3)).toEqual({
      notSupported: expect.stringMatching(reason) as string,
    });
  });
});

describe('counts', () => {
  const count = (parts: Partial<LogCountQuestion>): LogCountQuestion => ({
    about: 'logCount',
    where: [],
    lines: [],
    by: [],
    shape: 'total',
    ...parts,
  });
  const countTexts = (parts: Partial<LogCountQuestion>, binding = loki3) => {
    const rendered = renderCount(count(parts), binding, 60_000);
    if ('notSupported' in rendered) {
      throw new Error(rendered.notSupported);
    }
    return rendered.queries.map(({ expr }) => expr);
  };

  it('are of the window from its start on', () => {
    expect(countTexts({})).toEqual(['sum(count_over_time({service_name=~".+"} [60000ms] offset 1ns))']);
    expect(countTexts({ shape: 'series', by: ['service'] })).toEqual([
      'sum by (service_name) (count_over_time({service_name=~".+"} [60000ms] offset 1ms))',
    ]);
  });

  it('are bounded where there may be many', () => {
    expect(countTexts({ by: ['label:pod'] })).toEqual([
      'topk(400, sum by (pod) (count_over_time({service_name=~".+"} [60000ms] offset 1ns)))',
    ]);
  });

  it('look closer only at lines whose level is not said beside them, and believe Loki’s guess last', () => {
    const [said = '', unsaid = ''] = countTexts({ by: ['level'], shape: 'series' });
    expect(said).not.toContain('regexp');
    expect(said).toContain('sum by (severity_text, level, severity)');
    expect(unsaid).toContain('| severity_text!~');
    expect(unsaid).toMatch(/^sum by \(tw_level_letter, (?:tw_level_\w+, )+detected_level\) /);
  });

  it('by ids are not supported', () => {
    expect(renderCount(count({ by: ['spanId'] }), loki3, 1000)).toHaveProperty('notSupported');
  });
});

describe('every question', () => {
  const name = fc.constantFrom('pod', 'a_b', '_x', 'Level', 'if', 'by');
  const path = fc.constantFrom('a', 'a.b', 'user-id', 'x/y', '@t', 'a b');
  const field: fc.Arbitrary<LogField> = fc.oneof(
    fc.constantFrom(...LOG_FIELDS),
    name.map((one): LogField => `label:${one === 'if' || one === 'by' ? `${one}_` : one}`),
    name.map((one): LogField => `metadata:${one === 'if' || one === 'by' ? `${one}_` : one}`),
    path.map((one): LogField => `field:${one}`)
  );
  const condition = fc.record({
    field,
    op: fc.constantFrom('in' as const, 'notIn' as const),
    values: fc.array(fc.oneof(injectionText, fc.constantFrom('error', 'unknown', '200', '1f', '')), { maxLength: 3 }),
  });
  const lineFilter = fc.record({
    text: injectionText,
    kind: fc.constantFrom('text' as const, 'regexp' as const),
    caseSensitive: fc.boolean(),
    op: fc.constantFrom('include' as const, 'exclude' as const),
  });
  const binding = fc.constantFrom(loki3, loki2, bindLogs({ labelNames: [], streams: [], metadata: [] }));

  it('parses, whatever its values are', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 3 }),
        fc.array(lineFilter, { maxLength: 2 }),
        fc.uniqueArray(field, { maxLength: 2 }),
        fc.constantFrom('series' as const, 'total' as const),
        binding,
        (where, lines, by, shape, bound) => {
          const asked: LogCountQuestion = { about: 'logCount', where, lines, by, shape };
          for (const rendered of [renderLines(asked, bound), renderCount(asked, bound, 1000)]) {
            for (const { expr } of 'notSupported' in rendered ? [] : rendered.queries) {
              expect(logqlErrors(expr)).toEqual([]);
              expect(expr).not.toContain('$');
            }
          }
        }
      ),
      { numRuns: propertyRuns(1500) }
    );
  });

  it('holds its plain texts as they are', () => {
    fc.assert(
      fc.property(injectionText, injectionText, (text, value) => {
        fc.pre(text !== '' && value !== '');
        const [expr = ''] = texts(
          selection(
            [{ field: 'label:pod', op: 'in', values: [value] }],
            [{ text, kind: 'text', caseSensitive: true, op: 'include' }]
          ),
          loki3
        );
        expect(logqlStrings(expr).map(unquote)).toEqual(['.+', text, value]);
      }),
      { numRuns: propertyRuns(1000) }
    );
  });
});
