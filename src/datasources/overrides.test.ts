import fc from 'fast-check';
import { mergeSettings, overridesFor, parseOverrides } from './overrides';
import { parseSettings, type Settings } from './settings';

const text = fc.option(fc.string({ minLength: 1 }), { nil: undefined });

/** Settings as {@link parseSettings} leaves them: no empty values. */
const settings: fc.Arbitrary<Settings> = fc
  .record({
    metrics: text,
    logs: text,
    traces: text,
    refresh: fc.option(fc.constantFrom('5s', '1m'), { nil: undefined }),
    errorStatus: fc.array(fc.constantFrom('5xx', '4xx', '429', '503')),
    business: fc.array(
      fc.record({
        measure: fc.constantFrom('orders' as const, 'revenue' as const, 'lowStock' as const),
        metric: fc.string({ minLength: 1 }),
        type: fc.constantFrom('gauge' as const, 'counter' as const),
      })
    ),
    objectives: fc.array(
      fc.record({
        service: fc.string({ minLength: 1 }),
        errorRatio: fc.double({ min: 0.0001, max: 1, noNaN: true }),
        p95: fc.double({ min: 0.001, max: 60, noNaN: true }),
      })
    ),
  })
  .map(parseSettings);

describe('mergeSettings', () => {
  it.each<[string, Settings, Settings, Settings]>([
    ['keeps what is provisioned', { metrics: 'a', refresh: '5s' }, {}, { metrics: 'a', refresh: '5s' }],
    ['replaces a text', { metrics: 'a' }, { metrics: 'b' }, { metrics: 'b' }],
    ['replaces a list whole', { errorStatus: ['5xx', '429'] }, { errorStatus: ['5xx'] }, { errorStatus: ['5xx'] }],
    ['drops what was decided to be none', { metrics: 'a', errorStatus: ['429'] }, { metrics: '', errorStatus: [] }, {}],
    ['adds what was not provisioned', { metrics: 'a' }, { logs: 'l' }, { metrics: 'a', logs: 'l' }],
  ])('%s', (_, provisioned, overrides, expected) => {
    expect(mergeSettings(provisioned, overrides)).toEqual(expected);
  });
});

describe('overridesFor', () => {
  it('gives overrides that lead from any provisioned settings to any wanted ones', () => {
    fc.assert(
      fc.property(settings, settings, (provisioned, wanted) => {
        expect(mergeSettings(provisioned, overridesFor(provisioned, wanted))).toEqual(wanted);
      })
    );
  });

  it('survives being written as JSON and read back', () => {
    fc.assert(
      fc.property(settings, settings, (provisioned, wanted) => {
        const overrides = overridesFor(provisioned, wanted);
        expect(parseOverrides(JSON.parse(JSON.stringify(overrides)))).toEqual(overrides);
      })
    );
  });

  it('leaves out what was left alone, so that it goes on following provisioning', () => {
    const overrides = overridesFor({ metrics: 'a', errorStatus: ['5xx'] }, { metrics: 'a', errorStatus: ['429'] });
    expect(overrides).toEqual({ errorStatus: ['429'] });
    expect(mergeSettings({ metrics: 'changed later' }, overrides).metrics).toBe('changed later');
  });
});

describe('parseOverrides', () => {
  it.each<[string, unknown, Settings]>([
    ['nothing', null, {}],
    ['a text', 'metrics', {}],
    ['wrong types', { metrics: 3, errorStatus: '5xx', business: [{ measure: 'weather' }] }, {}],
    ['emptied keys', { metrics: '', objectives: [] }, { metrics: '', objectives: [] }],
    ['unknown keys', { metrics: 'a', colour: 'red' }, { metrics: 'a' }],
  ])('reads %s', (_, value, expected) => {
    expect(parseOverrides(value)).toEqual(expected);
  });
});
