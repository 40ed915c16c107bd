import fc from 'fast-check';
import { type CaseEdge, type CaseSpan, type ChangeCase } from './case';
import { BEGINS, calls, caseOf, levelOf, requestsOf } from './testing/cases';
import { whatChanged } from './whatChanged';

const SERVICES = ['web', 'shop', 'cart', 'pay', 'mail'];
const MAP = [calls('web', 'shop'), calls('shop', 'cart'), calls('shop', 'pay'), calls('pay', 'bank', 'external')];

/** How it is with each service, and which one is to be named first. */
const CAUSES: Array<[what: string, fates: Parameters<typeof caseOf>[3], cause: string, victims: string[]]> = [
  [
    'fails, and those who call it',
    { pay: { fails: 0.3 }, shop: { fails: 0.15 }, web: { fails: 0.1 } },
    'pay',
    ['shop', 'web'],
  ],
  [
    'is slow, and those who wait for it',
    { cart: { slower: 4 }, shop: { slower: 3.5 }, web: { slower: 3 } },
    'cart',
    ['shop', 'web'],
  ],
  ['has a victim that is louder', { cart: { fails: 0.2 }, shop: { fails: 0.35 } }, 'cart', ['shop']],
  ['fails alone', { mail: { fails: 0.2 } }, 'mail', []],
  [
    'is where requests begin to fail that its callee serves well',
    { shop: { fails: 0.2 }, web: { fails: 0.2 } },
    'shop',
    ['web'],
  ],
  [
    'is slow, so that its caller runs out of time',
    { cart: { slower: 5 }, shop: { slower: 5, fails: 0.3 }, web: { fails: 0.3 } },
    'cart',
    ['shop', 'web'],
  ],
];

it.each(CAUSES)('names first what %s', (_, fates, cause, victims) => {
  for (let seed = 1; seed <= 3; seed++) {
    const { verdict, causes } = whatChanged(caseOf(seed, SERVICES, MAP, fates));
    expect(verdict).toBe('causes');
    expect(causes[0]?.service).toBe(cause);
    expect([...(causes[0]?.victims ?? [])].sort()).toEqual(victims);
  }
});

it('takes nothing for new where nothing is known of the earlier time', () => {
  const one = caseOf(1, SERVICES, MAP, { pay: { fails: 0.3 } });
  const young = one.series.map((each) => ({
    ...each,
    values: each.values.map((value, step) => ((one.times[step] ?? 0) < one.before.to ? null : value)),
  }));
  const lines = { service: 'pay', template: 'refused', level: 'error' as const, before: 0, during: 40 };
  const answer = whatChanged({ ...one, edges: MAP, series: young, patterns: [lines] });
  expect(answer).toMatchObject({ verdict: 'no-past', causes: [], changes: { patterns: [] } });
  expect(whatChanged({ ...one, patterns: [lines] }).verdict).toBe('causes');
});

it('says nothing of quiet times, nineteen times of twenty at least', () => {
  const told = Array.from({ length: 60 }, (_, i) => whatChanged(caseOf(i + 1, SERVICES, MAP, {})));
  expect(told.filter(({ verdict }) => verdict !== 'nothing').length).toBeLessThanOrEqual(3);
});

it('says when it began, and that it may have been a little earlier or later', () => {
  const one = caseOf(1, SERVICES, MAP, { mail: { fails: 0.4 } });
  const { began } = whatChanged(one).causes[0] ?? {};
  expect(began?.at).toBe(one.times[BEGINS]);
  expect(began?.from).toBeLessThanOrEqual(began?.at ?? 0);
  expect(began?.to).toBeGreaterThan(began?.at ?? Infinity);
});

it('tells two causes at once', () => {
  const { causes } = whatChanged(
    caseOf(1, SERVICES, MAP, { mail: { slower: 5 }, pay: { fails: 0.4 }, shop: { fails: 0.2 } })
  );
  expect(causes.map(({ service }) => service).sort()).toEqual(['mail', 'pay']);
});

it('names whoever cannot be reached, although it counts no failure itself', () => {
  const failing: CaseEdge = {
    ...calls('shop', 'pay'),
    before: { calls: 3000, failed: 3 },
    during: { calls: 3000, failed: 1200 },
  };
  const one = caseOf(1, SERVICES, [calls('web', 'shop'), failing], { shop: { fails: 0.3 }, web: { fails: 0.2 } });
  expect(whatChanged(one).causes[0]).toMatchObject({
    service: 'pay',
    victims: expect.arrayContaining(['shop', 'web']),
  });
});

it('names what is outside and fails, and who calls it', () => {
  const failing: CaseEdge = {
    ...calls('pay', 'bank', 'external'),
    before: { calls: 3000, failed: 3 },
    during: { calls: 3000, failed: 900 },
  };
  const one = caseOf(1, SERVICES, [calls('shop', 'pay'), failing], { pay: { fails: 0.5 }, shop: { fails: 0.2 } });
  expect(whatChanged(one).causes[0]).toMatchObject({ service: 'bank', isOutside: true, calledBy: 'pay' });
});

it('finds whom the one calls that fails, though it does not stand out among all that is looked at', () => {
  // Of few requests: a route of `stock` fails as those of `shop` do that need it, beside hundreds that are well.
  const few = (service: string, name: string, share: number) => {
    const count = (step: number) => (step >= BEGINS ? Math.round(share * 24) : step % 12 === 0 ? 1 : 0);
    const values = Array.from({ length: 60 }, (_, step) => count(step));
    const entity = { kind: 'route' as const, service, name };
    return [
      { entity, measure: 'requests' as const, values: values.map(() => 24) },
      { entity, measure: 'clientErrors' as const, values },
    ];
  };
  const services = Array.from({ length: 40 }, (_, i) => `s${i}`);
  const one = caseOf(5, [...services, 'shop', 'stock'], [calls('shop', 'stock')], {});
  const series = [...one.series, ...few('shop', '/checkout', 0.2), ...few('stock', '/reservations', 0.11)];
  const { causes, changes } = whatChanged({ ...one, series });
  expect(causes.map(({ service }) => service)).toEqual(['stock']);
  expect(causes[0]?.victims).toEqual(['shop']);
  expect(changes.series.map(({ entity }) => entity.service).sort()).toEqual(['shop', 'stock']);
});

it('names the one route, instance and version that carries it', () => {
  const parts = (kind: 'route' | 'instance' | 'version', names: string[]) =>
    names.flatMap((name, i) => requestsOf(i + 7, { kind, service: 'cart', name }, i === 0 ? { fails: 0.4 } : {}));
  const one = caseOf(1, SERVICES, MAP, { cart: { fails: 0.2 } });
  const series = [
    ...one.series,
    ...parts('route', ['POST /items', 'GET /items']),
    ...parts('instance', ['cart-1', 'cart-2']),
    ...parts('version', ['2.0', '1.9']),
  ];
  expect(whatChanged({ ...one, series }).causes[0]).toMatchObject({
    service: 'cart',
    route: 'POST /items',
    instance: 'cart-1',
    version: '2.0',
  });
});

it('does not name an instance where all of them fare alike', () => {
  const one = caseOf(1, SERVICES, MAP, { cart: { fails: 0.2 } });
  const instances = ['cart-1', 'cart-2'].flatMap((name, i) =>
    requestsOf(i + 7, { kind: 'instance', service: 'cart', name }, { fails: 0.2 })
  );
  expect(whatChanged({ ...one, series: [...one.series, ...instances] }).causes[0]?.instance).toBeUndefined();
});

it('counts resources for the one whose memory fills up', () => {
  const one = caseOf(1, SERVICES, [], { cart: { slower: 2 }, shop: { slower: 2 } });
  const memory = ['cart-1', 'cart-2'].map((name, i) =>
    levelOf(i, { kind: 'instance', service: 'cart', name }, 'memory', i === 0 ? 40 : 0)
  );
  const [first] = whatChanged({ ...one, series: [...one.series, ...memory] }).causes;
  expect(first).toMatchObject({ service: 'cart', instance: 'cart-1', evidence: { resources: 1 } });
});

it.each([
  ['grows with the requests of that instance', 8, 0],
  ['grows alone', 1, 1],
])('counts CPU as evidence only where it is not for more requests: it %s', (_, busier, resources) => {
  const one = caseOf(1, SERVICES, MAP, { cart: { fails: 0.2 } });
  const entity = { kind: 'instance' as const, service: 'cart', name: 'cart-1' };
  const series = [...one.series, ...requestsOf(9, entity, { busier }), levelOf(3, entity, 'cpu', 30)];
  expect(whatChanged({ ...one, series }).causes[0]).toMatchObject({ service: 'cart', evidence: { resources } });
});

describe('asked about a symptom', () => {
  const fates = { cart: { fails: 0.3 }, shop: { fails: 0.2 }, web: { fails: 0.2 }, mail: { slower: 9 } };
  const one = caseOf(1, SERVICES, MAP, fates);

  it('looks only at what that service calls, and at what it is about', () => {
    const { causes } = whatChanged({ ...one, about: { service: 'web', trouble: 'failures' } });
    expect(causes.map(({ service }) => service)).toEqual(['cart']);
  });

  it('tells the symptom once', () => {
    // As read from a file: each series has an entity of its own, and the first one of web is not about failures.
    const read = [...one.series].sort((a, b) => (a.measure < b.measure ? -1 : 1)).map((each) => structuredClone(each));
    const { changes } = whatChanged({ ...one, series: read, about: { service: 'web', trouble: 'failures' } });
    expect(changes.series.filter(({ entity }) => entity.service === 'web')).toHaveLength(1);
  });

  it('says nothing where the symptom is not there', () => {
    expect(whatChanged({ ...one, about: { service: 'pay', trouble: 'failures' } }).verdict).toBe('nothing');
    expect(whatChanged({ ...one, about: { service: 'web', trouble: 'seconds' } }).verdict).toBe('nothing');
  });

  it('tells of how many series it looked at for a symptom that is not there', () => {
    const ofErrors = { ...one, about: { service: 'pay', trouble: 'failures' as const } };
    expect(whatChanged(ofErrors).changes).toMatchObject({ series: [], looked: 1 });
    const client = one.series.flatMap((series) =>
      series.measure === 'errors' ? [{ ...series, measure: 'clientErrors' as const }] : []
    );
    expect(whatChanged({ ...ofErrors, series: [...one.series, ...client] }).changes.looked).toBe(2);
    expect(whatChanged({ ...ofErrors, series: [] }).changes.looked).toBe(0);
  });

  it('is unclear, and tells the symptom, where it stands out only when it is tested alone', () => {
    const services = ['web', ...Array.from({ length: 200 }, (_, i) => `service-${i}`)];
    const map = services.slice(1).map((service) => calls('web', service));
    const about = { service: 'web', trouble: 'failures' as const };
    const answers = [0.02, 0.025, 0.03].map((fails) =>
      whatChanged({ ...caseOf(2, services, map, { web: { fails, late: 12 } }), about })
    );
    const alone = answers.filter(({ causes, verdict }) => causes.length === 0 && verdict !== 'nothing');
    expect(alone.length).toBeGreaterThan(0);
    alone.forEach(({ verdict, changes }) => {
      expect(verdict).toBe('unclear');
      expect(changes.series.map(({ entity, measure }) => [entity.service, measure])).toEqual([['web', 'errors']]);
    });
  });
});

describe('with less telemetry', () => {
  const fates = { pay: { fails: 0.3 }, shop: { fails: 0.2 }, web: { fails: 0.2 } };

  it('is not sure where no map says who calls whom', () => {
    const { verdict, causes } = whatChanged(caseOf(1, SERVICES, [], fates));
    expect(verdict).toBe('unclear');
    expect(causes.map(({ service }) => service).sort()).toEqual(['pay', 'shop', 'web']);
  });

  it('takes the map from traces, and where failures begin', () => {
    const one = { ...caseOf(1, SERVICES, [], fates), edges: undefined, traces: { any: [], failed: failedTraces() } };
    const [first] = whatChanged(one).causes;
    expect(first).toMatchObject({ service: 'pay', victims: ['shop'] });
    expect(first?.evidence.origins).toBeGreaterThan(0.9);
  });

  it.each(['error', 'fatal'] as const)('counts lines of level %s where requests are not counted', (level) => {
    const line = (service: string, during: number) => ({
      service,
      template: 'failed',
      level,
      before: 2,
      during,
    });
    const one = { ...caseOf(1, [], MAP, {}), patterns: [line('pay', 300), line('shop', 200), line('mail', 3)] };
    const [first] = whatChanged(one).causes;
    expect(first).toMatchObject({ service: 'pay', victims: ['shop'] });
    expect(first?.evidence.ownFailures).toBeGreaterThan(0.5);
  });

  it('does not count lines of a lower level', () => {
    const pattern = { service: 'pay', template: 'slow', level: 'warn' as const, before: 2, during: 300 };
    expect(whatChanged({ ...caseOf(1, [], MAP, {}), patterns: [pattern] }).causes).toEqual([]);
  });

  it.each([
    ['service', false],
    ['database', true],
    ['messaging', true],
    ['external', true],
  ] as const)('tells without metrics that what is called as a %s is outside: %s', (kind, isOutside) => {
    const failing: CaseEdge = {
      ...calls('shop', 'pay', kind),
      before: { calls: 3000, failed: 3 },
      during: { calls: 3000, failed: 1200 },
    };
    const [first] = whatChanged(caseOf(1, [], [calls('web', 'shop'), failing], {})).causes;
    expect(first).toMatchObject({ service: 'pay', isOutside, calledBy: isOutside ? 'shop' : undefined });
  });

  it('takes for outside what is measured as such, whatever the calls to it are', () => {
    const one = caseOf(1, ['shop'], [calls('shop', 'bank')], {});
    const bank = requestsOf(7, { kind: 'outside', service: 'bank' }, { fails: 0.5 });
    expect(whatChanged({ ...one, series: [...one.series, ...bank] }).causes[0]).toMatchObject({
      service: 'bank',
      isOutside: true,
    });
  });

  it('says nothing of nothing', () => {
    const empty = { before: { from: 0, to: 1 }, during: { from: 1, to: 2 }, times: [], series: [] };
    expect(whatChanged(empty)).toMatchObject({ verdict: 'nothing', causes: [] });
  });
});

/** Traces of shop that call pay: of the later time, pay fails. */
function failedTraces(): CaseSpan[] {
  return Array.from({ length: 20 }, (_, i) => {
    const traceId = String(i).padStart(32, '0');
    const start = (i < 4 ? 10 : 50) * 60_000 + i;
    const isPay = i >= 4;
    const span = (
      spanId: string,
      parentSpanId: string | undefined,
      service: string,
      kind: CaseSpan['kind'],
      failed: boolean
    ) => ({
      traceId,
      spanId,
      parentSpanId,
      service,
      name: 'POST /',
      kind,
      start,
      duration: 10,
      status: failed ? ('error' as const) : ('unset' as const),
      attributes: { 'peer.service': 'pay' },
      resource: {},
    });
    return [
      span('1', undefined, 'shop', 'server', true),
      span('2', '1', 'shop', 'client', isPay),
      span('3', '2', 'pay', 'server', isPay),
    ];
  }).flat();
}

describe('whatever else is there', () => {
  const one = caseOf(1, SERVICES, MAP, { cart: { fails: 0.3 }, shop: { fails: 0.25 }, web: { slower: 2 } });
  const answer = whatChanged(one);

  it('the order of what is looked at makes no difference', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...one.series], { minLength: one.series.length }),
        fc.shuffledSubarray([...MAP], { minLength: MAP.length }),
        (series, edges) => expect(whatChanged({ ...one, series, edges }).causes).toEqual(answer.causes)
      ),
      { numRuns: 20 }
    );
  });

  it('services that stay as they are make no difference', () => {
    const named = ({ verdict, causes }: ReturnType<typeof whatChanged>) => [
      verdict,
      causes.map(({ service }) => service),
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 20 }), fc.integer({ min: 1, max: 1000 }), (names, value) => {
        const still = names.flatMap((name): ChangeCase['series'] =>
          (['requests', 'duration'] as const).map((measure) => ({
            entity: { kind: 'service', service: `still ${name}` },
            measure,
            values: one.times.map(() => value),
          }))
        );
        expect(named(whatChanged({ ...one, series: [...one.series, ...still] }))).toEqual(named(answer));
      }),
      { numRuns: 20 }
    );
  });
});
