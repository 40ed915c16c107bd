import fc from 'fast-check';
import { type Span } from '../../telemetry/questions/traces';
import { anySpans, EPOCH, idOf, manySpans, span, treeOfSpans } from './testing/spans';
import { buildTree, forEachChild, type SpanTree } from './tree';

/** The tree as text: one line a span, indented, with its number. */
function outline({ nodes }: SpanTree): string[] {
  return nodes.map(
    ({ depth, span: { spanId }, detached }) =>
      `${'.'.repeat(depth)}${parseInt(spanId, 16)}${detached ? ` ${detached}` : ''}`
  );
}

describe('the tree of a trace', () => {
  it('puts each span below its parent, siblings by their start', () => {
    const tree = buildTree([
      span(3, { parent: 1, at: 5 }),
      span(4, { parent: 2, at: 3 }),
      span(2, { parent: 1, at: 2 }),
      span(1, { at: 0, duration: 20 }),
    ]);
    expect(outline(tree)).toEqual(['1', '.2', '..4', '.3']);
    expect(tree).toMatchObject({ from: EPOCH, length: 20, main: 0, duplicates: 0 });
    expect(tree.nodes.map(({ until }) => until)).toEqual([4, 3, 3, 4]);
  });

  it('shows spans whose parent is missing at the top, and says so', () => {
    const tree = buildTree([
      span(2, { parent: 9, at: 1, duration: 500 }),
      span(1, { at: 0 }),
      span(3, { parent: 2, at: 2 }),
    ]);
    expect(outline(tree)).toEqual(['1', '2 missing-parent', '.3']);
    expect(tree.main).toBe(0);
  });

  it('opens a circle at its earliest span, and keeps what hangs on it', () => {
    const tree = buildTree([
      span(1, { parent: 3, at: 4 }),
      span(2, { parent: 1, at: 2 }),
      span(3, { parent: 2, at: 6 }),
      span(4, { parent: 3, at: 7 }),
      span(5, { parent: 5, at: 9 }),
    ]);
    expect(outline(tree)).toEqual(['2 cycle', '.3', '..1', '..4', '5 cycle']);
  });

  it('takes the longest of several tops as the request', () => {
    const tree = buildTree([span(1, { at: 0, duration: 5 }), span(2, { at: 1, duration: 50 }), span(3, { at: 2 })]);
    expect(tree.nodes[tree.main]?.span.spanId).toBe(idOf(2));
  });

  it('tells both ends of a call apart that share an id, and gives the served end its children', () => {
    const tree = buildTree([
      span(1, { service: 'shop-api', kind: 'server', duration: 40 }),
      span(2, { service: 'payments', kind: 'server', parent: 1, at: 3, duration: 20 }),
      span(2, { service: 'shop-api', kind: 'client', parent: 1, at: 2, duration: 25 }),
      span(3, { service: 'payments', kind: 'client', parent: 2, at: 5 }),
    ]);
    expect(tree.nodes.map(({ span: { kind, service }, depth }) => `${depth} ${kind} ${service}`)).toEqual([
      '0 server shop-api',
      '1 client shop-api',
      '2 server payments',
      '3 client payments',
    ]);
    expect(tree.nodesOf(idOf(2))).toEqual([1, 2]);
  });

  it('drops spans that came twice, and keeps the finished one', () => {
    const tree = buildTree([span(1, { duration: 1 }), span(1, { duration: 30 }), span(1, { duration: 30 })]);
    expect(tree).toMatchObject({ duplicates: 2, length: 30 });
    expect(tree.nodes).toHaveLength(1);
  });

  it('has nothing for no spans', () => {
    expect(buildTree([])).toMatchObject({ nodes: [], from: 0, length: 0, main: -1 });
  });

  it('holds every distinct span once, each right after its parent’s part, whatever is wrong with them', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const { nodes, duplicates, length } = buildTree(spans);
        expect(nodes.length + duplicates).toBe(spans.length);
        expect(new Set(nodes.map((node) => node.span)).size).toBe(nodes.length);
        for (const { index, parent, until, depth, start, end } of nodes) {
          const above = nodes[parent];
          expect(depth).toBe(above ? above.depth + 1 : 0);
          expect(above ? index > above.index && until <= above.until : true).toBe(true);
          expect(start >= 0 && end >= start && end <= length).toBe(true);
        }
      })
    );
  });

  it('is the same tree as found by asking each span for its children', () => {
    fc.assert(
      fc.property(treeOfSpans, (spans) => {
        const expected: string[] = [];
        const walk = (parent: string | undefined) => {
          spans
            .filter(({ parentSpanId }) => parentSpanId === parent)
            .sort((a, b) => a.start - b.start || (a.spanId < b.spanId ? -1 : 1))
            .forEach(({ spanId }) => {
              expected.push(spanId);
              walk(spanId);
            });
        };
        walk(undefined);
        expect(buildTree([...spans].reverse()).nodes.map((node) => node.span.spanId)).toEqual(expected);
      })
    );
  });

  it('visits just the children', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const tree = buildTree(spans);
        for (let index = -1; index < tree.nodes.length; index++) {
          const visited: number[] = [];
          forEachChild(tree, index, (child) => visited.push(child.index));
          expect(visited).toEqual(tree.nodes.filter(({ parent }) => parent === index).map((node) => node.index));
        }
      })
    );
  });

  it.each([true, false])('takes a hundred thousand spans (one below the other: %s)', (deep) => {
    const tree = buildTree(manySpans(100_000, deep));
    expect(tree.nodes).toHaveLength(100_000);
    expect(tree.nodes.at(-1)?.depth).toBeGreaterThan(deep ? 99_998 : 10);
  });

  it('does not take forever where all spans have one id', () => {
    const spans = Array.from({ length: 50_000 }, (_, i): Span => span(1, { at: i, parent: 1 }));
    expect(buildTree(spans).nodes).toHaveLength(50_000);
  });
});

describe('clocks that differ', () => {
  const call = span(1, { service: 'shop-api', kind: 'client', at: 100, duration: 50 });
  const served = (at: number, more: Partial<Span> = {}) =>
    span(2, { service: 'payments', kind: 'server', parent: 1, at, duration: 30, ...more });
  const shiftOf = (spans: Span[]) => buildTree(spans).nodes[1]?.shift;

  it('are put right where a request would be served before it was sent, and what is below moves along', () => {
    const tree = buildTree([call, served(-4900), span(3, { service: 'payments', parent: 2, at: -4895 })]);
    expect(tree.nodes.map(({ shift }) => shift)).toEqual([0, 5010, 5010]);
    expect(tree.nodes.map(({ start, end }) => [start, end])).toEqual([
      [0, 50],
      [10, 40],
      [15, 25],
    ]);
    expect(tree).toMatchObject({ from: EPOCH + 100, length: 50 });
  });

  it('are put right where a request that outlasts its call would be served before it was sent', () => {
    expect(shiftOf([call, served(-4900, { duration: 80 })])).toBe(5000);
  });

  it.each([
    ['fits', served(105)],
    ['sticks out by less than clocks differ anyway', served(99.5)],
    ['is a message, that may be read later', served(900, { kind: 'consumer' })],
    ['takes longer than its caller waits', served(120, { duration: 80 })],
    ['is of the same service', served(900, { service: 'shop-api' })],
  ])('are left alone where the span %s', (_, one) => {
    expect(shiftOf([call, one])).toBe(0);
  });
});
