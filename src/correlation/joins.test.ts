import { joinServices, type Seen, type ServiceIdentity } from './joins';
import { areAlike } from './proposedNames';
import { type SeenInLogs, type SeenSpan } from './seenNames';

const span = (service: string, trace: number, start = 0, duration = 100): SeenSpan => ({
  traceId: `t${trace}`,
  spanId: `${service}-${trace}`,
  service,
  start: trace * 10_000 + start,
  duration,
});
/** Lines written inside the spans of a service, with or without their span ids. */
const lines = (service: string, traces: number[], withSpanId: boolean, at = 50): SeenInLogs['lines'] =>
  traces.map((trace) => ({
    traceId: `t${trace}`,
    spanId: withSpanId ? `${service}-${trace}` : undefined,
    time: trace * 10_000 + at,
  }));
const seen = (given: Partial<Seen>): Seen => ({ metrics: [], logs: [], traces: [], spans: [], ...given });
const namesOf = (identities: ServiceIdentity[]) =>
  identities.map(({ service, logs, traces }) => [service, logs?.name, traces?.name]);

it('joins by ids that are in both, whatever the names', () => {
  const identities = joinServices(
    seen({
      metrics: [{ name: 'payments' }, { name: 'shop-api' }],
      traces: [{ name: 'payments' }, { name: 'shop-api' }],
      logs: [
        { name: 'c1', lines: lines('payments', [1, 2, 3], true) },
        { name: 'c2', lines: lines('shop-api', [1, 2, 3], false, 5) },
      ],
      spans: [1, 2, 3].flatMap((trace) => [span('shop-api', trace, 0, 600), span('payments', trace, 300, 200)]),
    })
  );
  expect(namesOf(identities)).toEqual([
    ['payments', 'c1', 'payments'],
    ['shop-api', 'c2', 'shop-api'],
  ]);
  expect(identities[0]?.logs?.evidence).toEqual({ kind: 'traces', agree: 3, of: 3 });
});

it('does not ask the moment where several were running', () => {
  const identities = joinServices(
    seen({
      traces: [{ name: 'a' }, { name: 'b' }],
      logs: [{ name: 'c', lines: lines('a', [1, 2, 3], false) }],
      spans: [1, 2, 3].flatMap((trace) => [span('a', trace), span('b', trace)]),
    })
  );
  expect(namesOf(identities)).toEqual([
    ['a', undefined, 'a'],
    ['b', undefined, 'b'],
    ['c', 'c', undefined],
  ]);
});

it('joins by equal names, then by a label that has the name', () => {
  const identities = joinServices(
    seen({
      metrics: [{ name: 'payments' }, { name: 'fastapi-app' }],
      traces: [{ name: 'fastapi' }, { name: 'payments' }],
      logs: [
        { name: 'tillwatch-payments-1', aliases: ['payments'], lines: [] },
        { name: 'fastapi-app', lines: [] },
      ],
    })
  );
  expect(namesOf(identities)).toEqual([
    ['payments', 'tillwatch-payments-1', 'payments'],
    ['fastapi-app', 'fastapi-app', undefined],
    ['fastapi', undefined, 'fastapi'],
  ]);
  expect(identities[0]?.logs?.evidence).toEqual({ kind: 'label', value: 'payments' });
});

describe('decoys', () => {
  it.each(['payments-worker', 'payments-svc', 'Payments', 'payments-canary', 'payment', 'payments2'])(
    'does not join %s, which shares nothing with payments',
    (decoy) => {
      const [payments, ...others] = joinServices(
        seen({
          metrics: [{ name: 'payments' }],
          logs: [{ name: decoy, lines: lines('elsewhere', [7, 8, 9], true) }],
          traces: [{ name: `${decoy}-too` }],
          spans: [span('payments', 1)],
        })
      );
      expect(payments).toMatchObject({ service: 'payments', logs: undefined, traces: undefined });
      expect(others.map(({ service }) => service)).toEqual([`${decoy}-too`, decoy]);
    }
  );

  it('believes the ids where a name says otherwise', () => {
    const identities = joinServices(
      seen({
        metrics: [{ name: 'payments' }, { name: 'billing' }],
        traces: [{ name: 'payments' }, { name: 'billing' }],
        // Somebody deployed billing into a container called payments.
        logs: [{ name: 'payments', lines: lines('billing', [1, 2], true) }],
        spans: [1, 2].map((trace) => span('billing', trace)),
      })
    );
    expect(namesOf(identities)).toEqual([
      ['payments', undefined, 'payments'],
      ['billing', 'payments', 'billing'],
    ]);
  });

  it('does not choose between two that claim the same label', () => {
    const two = ['x-1', 'x-2'].map((name) => ({ name, aliases: ['payments'], lines: [] }));
    expect(joinServices(seen({ metrics: [{ name: 'payments' }], logs: two }))[0]?.logs).toBeUndefined();
  });

  it('does not choose between two that a label could stand for', () => {
    const two = ['cart', 'catalog'].map((name) => ({ name, aliases: ['shop'] }));
    const identities = joinServices(seen({ metrics: two, traces: [{ name: 'shop' }] }));
    expect(namesOf(identities)).toEqual([
      ['cart', undefined, undefined],
      ['catalog', undefined, undefined],
      ['shop', undefined, 'shop'],
    ]);
  });

  it('does not take two lines of a proxy for more than many of the service itself', () => {
    const many = Array.from({ length: 20 }, (_, i) => i + 1);
    const own = { name: 'c1', lines: [...lines('payments', many.slice(1), true), ...lines('shop-api', [1], true)] };
    const proxy = { name: 'c2', lines: lines('payments', [1, 2], true) };
    const spans = many.flatMap((trace) => [span('payments', trace), span('shop-api', trace)]);
    const [payments] = joinServices(seen({ traces: [{ name: 'payments' }], logs: [proxy, own], spans }));
    expect(payments?.logs).toEqual({ name: 'c1', evidence: { kind: 'traces', agree: 19, of: 20 } });
  });

  it('prefers the service itself to a proxy that writes as many of its ids', () => {
    const both = ['proxy', 'payments'].map((name) => ({ name, lines: lines('payments', [1, 2, 3], true) }));
    const spans = [1, 2, 3].map((trace) => span('payments', trace));
    const [payments] = joinServices(seen({ traces: [{ name: 'payments' }], logs: both, spans }));
    expect(payments?.logs?.name).toBe('payments');
  });

  it('is not led by one line', () => {
    const identities = joinServices(
      seen({
        traces: [{ name: 'payments' }],
        logs: [{ name: 'c', lines: lines('payments', [1], true) }],
        spans: [span('payments', 1)],
      })
    );
    expect(identities[0]?.logs).toBeUndefined();
  });
});

it('lets an admin say what is joined, and that nothing is', () => {
  const overrides = [
    { service: 'payments', logs: 'c9' },
    { service: 'shop-api', logs: null },
  ];
  const identities = joinServices(
    seen({
      metrics: [{ name: 'payments' }, { name: 'shop-api' }],
      logs: ['payments', 'shop-api', 'c9'].map((name) => ({ name, lines: [] })),
      overrides,
    })
  );
  expect(identities[0]?.logs).toEqual({ name: 'c9', evidence: { kind: 'overruled' } });
  expect(identities[1]).toMatchObject({ service: 'shop-api', logs: undefined, proposed: [] });
});

it('proposes what looks alike, and uses it for nothing', () => {
  const [payments] = joinServices(
    seen({ metrics: [{ name: 'payments' }], logs: [{ name: 'payments-svc-1', lines: [] }] })
  );
  expect(payments).toMatchObject({ logs: undefined, proposed: [{ signal: 'logs', name: 'payments-svc-1' }] });
});

it.each([
  ['payments', 'payments-1', true],
  ['shopPayments', 'payments_shop', true],
  ['payments', 'payments-worker', false],
  ['api', 'service', false],
])('%s and %s are alike: %s', (one, other, alike) => expect(areAlike(one, other)).toBe(alike));

describe("a namespace in front of a name, as OpenTelemetry's job has it", () => {
  const named = (...names: string[]) => names.map((name) => ({ name, lines: [] }));

  it.each<[string, Partial<Seen>, unknown[]]>([
    [
      'in metrics',
      { metrics: named('webshop/cart'), logs: named('cart'), traces: named('cart') },
      [['webshop/cart', 'cart', 'cart']],
    ],
    [
      'in logs, as Promtail writes its job',
      { metrics: named('cart'), logs: named('webshop/cart'), traces: named('cart') },
      [['cart', 'webshop/cart', 'cart']],
    ],
    [
      'in metrics and logs',
      { metrics: named('webshop/cart'), logs: named('webshop/cart'), traces: named('cart') },
      [['webshop/cart', 'webshop/cart', 'cart']],
    ],
    ['in logs, of a trace', { logs: named('webshop/cart'), traces: named('cart') }, [['cart', 'webshop/cart', 'cart']]],
    [
      'of several services',
      { metrics: named('webshop/cart', 'webshop/pay'), logs: named('cart', 'pay'), traces: named('pay', 'cart') },
      [
        ['webshop/cart', 'cart', 'cart'],
        ['webshop/pay', 'pay', 'pay'],
      ],
    ],
    [
      'of a service beside one of its bare name, which has it',
      { metrics: named('other/cart', 'cart'), logs: named('cart'), traces: named('cart') },
      [
        ['other/cart', undefined, undefined],
        ['cart', 'cart', 'cart'],
      ],
    ],
    [
      'of two teams, which tells of neither',
      { metrics: named('webshop/cart', 'wholesale/cart'), logs: named('cart'), traces: named('cart') },
      [
        ['webshop/cart', undefined, undefined],
        ['wholesale/cart', undefined, undefined],
        ['cart', 'cart', 'cart'],
      ],
    ],
    [
      'of another team, on either side',
      { metrics: named('webshop/cart'), logs: named('wholesale/cart'), traces: [] },
      [
        ['webshop/cart', undefined, undefined],
        ['wholesale/cart', 'wholesale/cart', undefined],
      ],
    ],
    [
      'that is another service itself',
      { metrics: named('cart/pay', 'cart'), logs: [], traces: named('cart') },
      [
        ['cart/pay', undefined, undefined],
        ['cart', undefined, 'cart'],
      ],
    ],
    [
      'of a path, which is no name with a namespace',
      { metrics: named('a/b/cart'), logs: named('cart'), traces: [] },
      [
        ['a/b/cart', undefined, undefined],
        ['cart', 'cart', undefined],
      ],
    ],
  ])('%s', (_, given, expected) => {
    expect(namesOf(joinServices(seen(given)))).toEqual(expected);
  });

  it('is evidence by a label', () => {
    const [cart] = joinServices(seen({ metrics: named('webshop/cart'), traces: named('cart') }));
    expect(cart?.traces?.evidence).toEqual({ kind: 'label', value: 'cart' });
  });

  it('proposes what two teams could mean', () => {
    const [webshop] = joinServices(seen({ metrics: named('webshop/cart', 'wholesale/cart'), traces: named('cart') }));
    expect(webshop?.proposed).toEqual([{ signal: 'traces', name: 'cart' }]);
  });

  it('is not believed against ids that are in both', () => {
    const identities = joinServices(
      seen({
        metrics: named('webshop/cart'),
        traces: named('cart', 'billing'),
        logs: [{ name: 'cart', lines: lines('billing', [1, 2], true) }],
        spans: [1, 2].map((trace) => span('billing', trace)),
      })
    );
    expect(namesOf(identities)).toEqual([
      ['webshop/cart', undefined, 'cart'],
      ['billing', 'cart', 'billing'],
    ]);
  });
});

describe('exemplars', () => {
  const exemplars = (service: string, traces: number[]) =>
    traces.map((trace) => ({ traceId: `t${trace}`, spanId: `${service}-${trace}` }));

  it('lead from metrics to the service whose spans they stand for, whatever the names', () => {
    const identities = joinServices(
      seen({
        metrics: [{ name: 'team/fastapi', exemplars: exemplars('payments', [1, 2, 3]) }],
        traces: [{ name: 'payments' }, { name: 'shop-api' }],
        spans: [1, 2, 3].flatMap((trace) => [span('payments', trace), span('shop-api', trace)]),
      })
    );
    expect(identities[0]?.traces).toEqual({ name: 'payments', evidence: { kind: 'exemplars', agree: 3, of: 3 } });
  });

  it('are believed where a name says otherwise', () => {
    const identities = joinServices(
      seen({
        metrics: [{ name: 'payments', exemplars: exemplars('billing', [1, 2]) }],
        traces: [{ name: 'payments' }, { name: 'billing' }],
        spans: [1, 2].map((trace) => span('billing', trace)),
      })
    );
    expect(namesOf(identities)).toEqual([
      ['payments', undefined, 'billing'],
      ['payments', undefined, 'payments'],
    ]);
  });

  it('without a span id are told by how long the request took, where only one service took as long', () => {
    const timed = (duration: number) => [1, 2].map((trace) => ({ traceId: `t${trace}`, duration }));
    const spans = [1, 2].flatMap((trace) => [span('payments', trace, 5, 80), span('shop-api', trace, 0, 200)]);
    const joined = (duration: number) =>
      joinServices(
        seen({ metrics: [{ name: 'x', exemplars: timed(duration) }], traces: [{ name: 'payments' }], spans })
      )[0]?.traces?.name;
    expect([joined(0.08), joined(0.2), joined(0.5)]).toEqual(['payments', undefined, undefined]);
  });

  it('are not led by one', () => {
    const [x] = joinServices(
      seen({
        metrics: [{ name: 'x', exemplars: exemplars('payments', [1]) }],
        traces: [{ name: 'payments' }],
        spans: [span('payments', 1)],
      })
    );
    expect(x?.traces).toBeUndefined();
  });
});

it('joins by a label of its pods that nobody else has', () => {
  const identities = joinServices(
    seen({
      metrics: [
        { name: 'fastapi', aliases: ['cart-7f9c-x2', 'worker-node-1'] },
        { name: 'express', aliases: ['pay-5d5c-k9', 'worker-node-1'] },
      ],
      traces: [
        { name: 'cart', aliases: ['cart-7f9c-x2', 'worker-node-1'] },
        { name: 'pay', aliases: ['pay-5d5c-k9', 'worker-node-1'] },
      ],
    })
  );
  expect(namesOf(identities)).toEqual([
    ['fastapi', undefined, 'cart'],
    ['express', undefined, 'pay'],
  ]);
});
