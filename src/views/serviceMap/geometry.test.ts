import { type ServiceEdge } from '../../telemetry/questions/traces';
import { drawMap, LABEL, NODE } from './geometry';

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

it('keeps the numbers of calls apart', () => {
  const labels = drawMap(shop).edges.map(({ label }) => label);
  labels.forEach((one, i) =>
    labels.slice(i + 1).forEach((other) => {
      expect(Math.abs(one.x - other.x) >= LABEL.width || Math.abs(one.y - other.y) >= LABEL.height).toBe(true);
    })
  );
});
