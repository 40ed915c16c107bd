import { type ServiceEdge } from '../../telemetry/questions/traces';
import { drawMap, LABEL, type MapEdge, NODE } from './geometry';

const call = (from: string, to: string, more: Partial<ServiceEdge> = {}): ServiceEdge => ({
  from,
  to,
  kind: 'service',
  rate: 1,
  errorRate: 0,
  ...more,
});
const shop = [
  call('web', 'api'),
  call('web', 'cart', { rate: 2 }),
  call('api', 'cart', { rate: 3 }),
  call('api', 'payments'),
  call('cart', 'db', { kind: 'database' }),
  call('payments', 'db', { kind: 'database' }),
  call('web', 'db', { kind: 'database' }),
];

it('has a place for everyone, with the calls that they get', () => {
  const { nodes, width, height } = drawMap(shop);
  expect(nodes.map(({ name, kind, rate }) => [name, kind, rate])).toEqual([
    ['api', 'service', 1],
    ['cart', 'service', 5],
    ['db', 'database', 3],
    ['payments', 'service', 1],
    ['web', 'service', 0],
  ]);
  expect(drawMap([call('a', 'b', { errorRate: 0.5 }), call('c', 'b')]).nodes[1]).toMatchObject({
    rate: 2,
    errorRate: 0.5,
  });
  for (const { at } of nodes) {
    expect(at.x).toBeGreaterThanOrEqual(0);
    expect(at.x + NODE.width).toBeLessThanOrEqual(width);
    expect(at.y + NODE.height).toBeLessThanOrEqual(height);
  }
});

it('draws a queue as one, though messages come from it', () => {
  const { nodes } = drawMap([
    call('shop', 'orders (bullmq)', { kind: 'messaging', isAsynchronous: true }),
    call('orders (bullmq)', 'fulfilment', { fromKind: 'messaging', isAsynchronous: true }),
  ]);
  expect(nodes.map(({ name, kind }) => [name, kind])).toEqual([
    ['fulfilment', 'service'],
    ['orders (bullmq)', 'messaging'],
    ['shop', 'service'],
  ]);
});

it('leads from the right side of the caller to the left side of who is called', () => {
  const { nodes, edges } = drawMap(shop);
  const at = (name: string) => nodes.find((node) => node.name === name)?.at ?? { x: NaN, y: NaN };
  for (const { edge, path } of edges) {
    expect(path.startsWith(`M${at(edge.from).x + NODE.width} ${at(edge.from).y + NODE.height / 2}C`)).toBe(true);
    expect(path.endsWith(` ${at(edge.to).x} ${at(edge.to).y + NODE.height / 2}`)).toBe(true);
  }
});

it('leads back from the left side where two call each other', () => {
  const { edges, nodes } = drawMap([call('a', 'b'), call('b', 'a')]);
  const b = nodes.find(({ name }) => name === 'b')?.at;
  expect(edges[1]?.path.startsWith(`M${b?.x} `)).toBe(true);
});

/** Whether the numbers of two calls cover each other. */
const isOver = (one: MapEdge, other: MapEdge) =>
  Math.abs(one.label.x - other.label.x) < (one.labelWidth + other.labelWidth) / 2 &&
  Math.abs(one.label.y - other.label.y) < LABEL.height;

/** Every service calls every database and queue. */
const crowd = (services: number, others: number): ServiceEdge[] =>
  Array.from({ length: services * others }, (_, i) =>
    call(`service ${i % services}`, `database ${Math.floor(i / services)}`, { rate: (i * 7) % 11, kind: 'database' })
  );

const failing = (calls: readonly ServiceEdge[]) => calls.map((one) => ({ ...one, rate: 1, errorRate: 0.5 }));

it.each([
  ['a small shop', shop, 5],
  [
    'three that call the same three, each with a database of its own',
    [...crowd(3, 2), ...[0, 1, 2].map((i) => call(`service ${i}`, `own of ${i}`))],
    5,
  ],
  ['a crowd', crowd(9, 9), 5],
  ['a shop in which everything fails', failing(shop), 7],
] as const)('shows the numbers of failing calls and of the busiest, apart from each other: %s', (_, calls, count) => {
  const shown = drawMap(calls).edges.filter(({ isHidden }) => !isHidden);
  shown.forEach((one, i) => shown.slice(i + 1).forEach((other) => expect(isOver(one, other)).toBe(false)));
  expect(shown).toHaveLength(count);
  const least = Math.min(...shown.map(({ edge }) => edge.rate));
  expect(calls.filter(({ rate }) => rate > least).every((one) => shown.some(({ edge }) => edge === one))).toBe(true);
});

it('shows the numbers of failing calls rather than those of others', () => {
  const calls = crowd(9, 9).map((one, i) => (i % 20 === 0 ? { ...one, rate: 1, errorRate: 0.5 } : one));
  const { edges } = drawMap(calls);
  expect(edges.filter(({ edge }) => edge.errorRate > 0).map(({ isHidden }) => isHidden)).not.toContain(true);
});

it('keeps hidden numbers apart as well, as long as there is room: a node that is pointed at shows all of its own', () => {
  const { edges } = drawMap(shop);
  expect(edges.some(({ isHidden }) => isHidden)).toBe(true);
  edges.forEach((one, i) => edges.slice(i + 1).forEach((other) => expect(isOver(one, other)).toBe(false)));
});

it('hides numbers that would cover those of others', () => {
  const { edges } = drawMap(failing(crowd(9, 9)));
  const shown = edges.filter(({ isHidden }) => !isHidden);
  shown.forEach((one, i) => shown.slice(i + 1).forEach((other) => expect(isOver(one, other)).toBe(false)));
  for (const one of edges.filter(({ isHidden }) => isHidden)) {
    expect(shown.some((other) => isOver(one, other))).toBe(true);
  }
});

it('moves numbers aside for others that would find no place', () => {
  // A shop of which three services call the same two, and each its own database.
  const names = ['a', 'b', 'c'];
  const calls = names.flatMap((name) => [
    call(name, 'payments', { rate: 4 }),
    call(name, 'stock', { rate: 1.7 }),
    call(name, `${name}_db`, { kind: 'database', rate: 3 }),
  ]);
  const all = [...calls, call('stock', 'stock_db'), call('payments', 'bank')];
  const { edges } = drawMap(all.map((one) => ({ ...one, errorRate: one.rate / 2 })));
  expect(edges.filter(({ isHidden }) => isHidden)).toEqual([]);
});

it('draws columns farther apart where there are many calls between them', () => {
  const gap = (calls: readonly ServiceEdge[]) => {
    const xs = [...new Set(drawMap(calls).nodes.map(({ at }) => at.x))].sort((a, b) => a - b);
    return (xs[1] ?? NaN) - (xs[0] ?? NaN);
  };
  expect(gap(crowd(3, 3))).toBeGreaterThan(gap([call('a', 'b')]));
});
