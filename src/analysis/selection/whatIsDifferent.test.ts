import { valueOf } from '../../telemetry/conventions/spans';
import { type AttributeCounts, type Span, type SpanField } from '../../telemetry/questions/traces';
import { countAttributes } from './countAttributes';
import { spansOfShop, type Traffic } from './testing/spans';
import { FALSE_DISCOVERY_RATE, whatIsDifferent } from './whatIsDifferent';

function differencesOf(spans: readonly Span[], isSelected: (span: Span) => boolean) {
  const counts = countAttributes(
    spans.filter(isSelected),
    spans.filter((span) => !isSelected(span))
  );
  return whatIsDifferent({ ...counts, sent: [] });
}

/** Selects whole traces at random, as chance alone would make them slow or fail. */
function randomly(traffic: Traffic, share: number): (span: Span) => boolean {
  const chosen = new Set<string>();
  for (const traceId of new Set(traffic.spans.map(({ traceId }) => traceId))) {
    if (traffic.random() < share) {
      chosen.add(traceId);
    }
  }
  return ({ traceId }) => chosen.has(traceId);
}

const SIZES = [
  { traces: 40, share: 0.2 },
  { traces: 200, share: 0.05 },
  { traces: 200, share: 0.3 },
  { traces: 100, share: 0.5 },
];

describe('on random selections without a cause', () => {
  it.each([
    ['single spans', 1],
    ['traces of several spans that are alike', 3],
  ])('reports one at no more than the stated rate: %s', (_, spansPerTrace) => {
    let reported = 0;
    for (let run = 0; run < 20; run++) {
      const { traces, share } = SIZES[run % SIZES.length] ?? { traces: 100, share: 0.1 };
      const traffic = spansOfShop({ seed: run, traces, spansPerTrace });
      for (let selection = 0; selection < 50; selection++) {
        reported += differencesOf(traffic.spans, randomly(traffic, share)).differences.length > 0 ? 1 : 0;
      }
    }
    expect(reported / 1000).toBeLessThanOrEqual(FALSE_DISCOVERY_RATE);
  });

  it('would report far more without the control and without regard to traces', () => {
    let reported = 0;
    for (let run = 0; run < 50; run++) {
      const traffic = spansOfShop({ seed: run, traces: 150, spansPerTrace: 4 });
      const isSelected = randomly(traffic, 0.2);
      const counts = countAttributes(
        traffic.spans.filter(isSelected),
        traffic.spans.filter((span) => !isSelected(span))
      );
      reported += whatIsDifferent({ ...counts, designEffect: 1, sent: [] }).differences.length > 0 ? 1 : 0;
    }
    expect(reported / 50).toBeGreaterThan(2 * FALSE_DISCOVERY_RATE);
  });
});

/** A value that makes requests fail, and how often; others fail at 2 %. */
const CAUSES: Array<{ field: SpanField; value: string; failing: number }> = [
  { field: 'span.shop.region', value: 'uk', failing: 0.15 },
  { field: 'span.shop.card_brand', value: 'maestro', failing: 0.4 },
  { field: 'version', value: '1.8.2', failing: 0.25 },
  { field: 'span.shop.sku', value: 'SKU-7', failing: 0.5 },
];

it.each([1, 2])('names a planted cause first or second in 95 %% of runs, with %d spans a trace', (spansPerTrace) => {
  const places: number[] = [];
  for (let run = 0; run < 100; run++) {
    const { spans, random } = spansOfShop({ seed: 5000 + run, traces: 700, spansPerTrace });
    const cause = CAUSES[run % CAUSES.length] as (typeof CAUSES)[number];
    const failed = new Set<string>();
    for (const span of spans.filter(({ parentSpanId }) => !parentSpanId)) {
      if (random() < (valueOf(span, cause.field) === cause.value ? cause.failing : 0.02)) {
        failed.add(span.traceId);
      }
    }
    const { differences } = differencesOf(spans, ({ traceId }) => failed.has(traceId));
    places.push(
      differences.findIndex((one) =>
        [one, ...one.alike].some(({ field, value }) => field === cause.field && value === cause.value)
      )
    );
  }
  const found = places.filter((place) => place === 0 || place === 1).length;
  expect(found / places.length).toBeGreaterThanOrEqual(0.95);
});

function counts(
  selection: Record<string, Record<string, number>>,
  rest: Record<string, Record<string, number>>,
  totals: [number, number]
): AttributeCounts {
  const side = (values: typeof selection, spans: number) => ({
    spans,
    values: new Map(
      Object.entries(values).map(([field, of]) => [field as SpanField, new Map(Object.entries(of))] as const)
    ),
  });
  return { selection: side(selection, totals[0]), rest: side(rest, totals[1]), basis: 'all', sent: [] };
}

describe('what a service runs on', () => {
  const ranked = (shares: Record<string, [selected: number, others: number]>) => {
    const of = (side: 0 | 1) =>
      Object.fromEntries(Object.entries(shares).map(([field, share]) => [field, { x: share[side] * 10 }]));
    return whatIsDifferent(counts(of(0), of(1), [1000, 1000])).differences.map(({ field }) => field);
  };

  it.each<[string, Record<string, [number, number]>, string[]]>([
    [
      'comes after a cause that differs less',
      { 'resource.host.name': [90, 30], 'span.shop.region': [80, 40] },
      ['span.shop.region', 'resource.host.name'],
    ],
    [
      'comes first where it differs by far the most',
      { 'resource.host.name': [95, 5], 'span.shop.region': [60, 40] },
      ['resource.host.name', 'span.shop.region'],
    ],
    [
      'comes before what is rarer',
      { 'resource.telemetry.sdk.version': [60, 50], 'span.shop.region': [40, 80] },
      ['resource.telemetry.sdk.version', 'span.shop.region'],
    ],
    [
      'lets others speak for both',
      { 'resource.os.type': [80, 40], 'span.shop.region': [80, 40] },
      ['span.shop.region'],
    ],
    [
      'is not what is called alike',
      { 'span.host_name': [90, 30], 'span.shop.region': [80, 40] },
      ['span.host_name', 'span.shop.region'],
    ],
  ])('%s', (_, shares, fields) => {
    expect(ranked(shares)).toEqual(fields);
  });
});

describe('what it reports', () => {
  it('says shares, difference, effect and significance', () => {
    const { differences, tested } = whatIsDifferent(
      counts({ 'span.region': { uk: 60, eu: 40 } }, { 'span.region': { uk: 200, eu: 800 } }, [100, 1000])
    );
    expect(tested).toBe(2);
    expect(differences).toHaveLength(1);
    const [uk] = differences;
    expect(uk).toMatchObject({
      field: 'span.region',
      value: 'uk',
      selection: { hits: 60, total: 100 },
      rest: { hits: 200, total: 1000 },
      alike: [],
    });
    expect(uk?.difference).toBeCloseTo(0.4, 12);
    expect(uk?.effect).toBeCloseTo(2 * (Math.asin(Math.sqrt(0.6)) - Math.asin(Math.sqrt(0.2))), 12);
    expect(uk?.p).toBeLessThan(1e-12);
  });

  it('leaves out a certain difference that is too small to matter', () => {
    const { differences } = whatIsDifferent(
      counts({ 'span.region': { uk: 51_000 } }, { 'span.region': { uk: 500_000 } }, [100_000, 1_000_000])
    );
    expect(differences).toEqual([]);
  });

  it('says what is rarer last, and only where nothing of the same attribute is more frequent', () => {
    const { differences } = whatIsDifferent(
      counts(
        { 'span.region': { uk: 60, eu: 40 }, 'span.cached': { true: 5 } },
        { 'span.region': { uk: 200, eu: 800 }, 'span.cached': { true: 700 } },
        [100, 1000]
      )
    );
    expect(differences.map(({ field, value }) => `${field}=${value}`)).toEqual(['span.region=uk', 'span.cached=true']);
  });

  it('takes no id for a cause, not even where the spans of few traces were selected', () => {
    const ids = (from: number, count: number, each: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`id-${from + i}`, each]));
    const selectedIds = ids(0, 2, 6);
    const restIds = ids(100, 100, 6);
    const without = whatIsDifferent({
      ...counts({ 'span.request_id': selectedIds }, { 'span.request_id': restIds }, [12, 600]),
      designEffect: 6,
    });
    expect(without).toEqual({ differences: [], tested: 0 });
  });

  it('reckons with a span of every service in each trace where nobody counted them', () => {
    const each = (services: number) =>
      whatIsDifferent(
        counts(
          {
            'span.region': { uk: 16 },
            service: Object.fromEntries(Array.from({ length: services }, (_, i) => [`s${i}`, 4])),
          },
          { 'span.region': { uk: 250 } },
          [40, 1000]
        )
      ).differences.some(({ field }) => field === 'span.region');
    expect([each(1), each(8)]).toEqual([true, false]);
  });

  it('does name the one user who is behind most of it', () => {
    const users = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`u-${i}`, 1]));
    const { differences } = whatIsDifferent(
      counts({ 'span.user_id': { mallory: 45 } }, { 'span.user_id': { ...users, mallory: 5 } }, [60, 505])
    );
    expect(differences.map(({ value }) => value)).toEqual(['mallory']);
  });

  it('folds attributes that say the same, under the plainest name', () => {
    const both = { uk: 60, eu: 40 };
    const rest = { uk: 200, eu: 800 };
    const { differences } = whatIsDifferent(
      counts(
        { 'span.cloud.region': both, 'span.region': both, 'span.plan': { free: 90 } },
        { 'span.cloud.region': rest, 'span.region': rest, 'span.plan': { free: 400 } },
        [100, 1000]
      )
    );
    expect(differences.map(({ field }) => field)).toEqual(['span.plan', 'span.region']);
    expect(differences[1]?.alike).toEqual([{ field: 'span.cloud.region', value: 'uk' }]);
  });

  it('leaves out what the selection was made by', () => {
    const { differences } = whatIsDifferent(
      counts({ status: { '500': 100 } }, { status: { '200': 1000 } }, [100, 1000]),
      (field) => field === 'status'
    );
    expect(differences).toEqual([]);
  });

  it.each([
    [0, 100],
    [100, 0],
  ])('has nothing to say where a side is empty: %d and %d', (selected, others) => {
    const values = { 'span.region': { uk: 50 } };
    expect(whatIsDifferent(counts(values, values, [selected, others]))).toEqual({ differences: [], tested: 0 });
  });
});
