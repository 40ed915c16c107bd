import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { criticalPath, type PathSection, sectionsByNode } from './criticalPath';
import { anySpans, manySpans, span } from './testing/spans';
import { buildTree, type SpanNode, type SpanTree } from './tree';

/** The definition, word for word and slowly: at each moment look at all children for the one that finished last. */
function slowPath(tree: SpanTree): PathSection[] {
  const sections: PathSection[] = [];
  const walk = (node: SpanNode, from: number, to: number) => {
    let left = tree.nodes
      .filter(({ parent, span: { kind } }) => parent === node.index && kind !== 'producer' && kind !== 'consumer')
      .filter(({ start, end }) => start < to && (end > from || start >= from))
      .map((child) => ({ child, from: Math.max(from, child.start), to: Math.min(to, child.end) }));
    let at = to;
    for (;;) {
      const finished = left.filter((one) => one.to <= at);
      const last = finished.reduce<(typeof left)[number] | undefined>(
        (latest, one) => (!latest || one.to > latest.to ? one : latest),
        undefined
      );
      const back = last?.to ?? from;
      if (at > back) {
        sections.push({ node: node.index, from: back, to: at });
      }
      if (!last) {
        return;
      }
      walk(last.child, last.from, last.to);
      at = last.from;
      left = finished.filter((one) => one !== last);
    }
  };
  const root = tree.nodes[tree.main];
  if (root) {
    walk(root, root.start, root.end);
  }
  return sections;
}

const pathOf = (...spans: Array<ReturnType<typeof span>>) => {
  const tree = buildTree(spans);
  return criticalPath(tree).map(({ node, from, to }) => [parseInt(tree.nodes[node]?.span.spanId ?? '', 16), from, to]);
};

describe('the critical path', () => {
  it('goes back through the child that finished last, and from its start on through the one before', () => {
    const path = pathOf(
      span(1, { duration: 100 }),
      span(2, { parent: 1, at: 10, duration: 20 }),
      span(3, { parent: 1, at: 15, duration: 40 }),
      span(4, { parent: 1, at: 60, duration: 30 }),
      span(5, { parent: 4, at: 70, duration: 10 })
    );
    expect(path).toEqual([
      [1, 90, 100],
      [4, 80, 90],
      [5, 70, 80],
      [4, 60, 70],
      [1, 55, 60],
      [3, 15, 55],
      [1, 0, 15],
    ]);
  });

  it('takes what runs one right after the other', () => {
    const path = pathOf(
      span(1, { duration: 20 }),
      span(2, { parent: 1, at: 0, duration: 10 }),
      span(3, { parent: 1, at: 10, duration: 10 })
    );
    expect(path).toEqual([
      [3, 10, 20],
      [2, 0, 10],
    ]);
  });

  it('clips a child that goes on after its parent, also at the end and all below it', () => {
    const path = pathOf(
      span(1, { duration: 50 }),
      span(2, { parent: 1, at: 20, duration: 100 }),
      span(3, { parent: 2, at: 40, duration: 100 })
    );
    expect(path).toEqual([
      [3, 40, 50],
      [2, 20, 40],
      [1, 0, 20],
    ]);
  });

  it('leaves out what lies wholly outside, and messages that nobody waits for', () => {
    const path = pathOf(
      span(1, { duration: 50 }),
      span(2, { parent: 1, at: 60 }),
      span(3, { parent: 1, at: 10, kind: 'producer' }),
      span(4, { parent: 1, at: 45, duration: 5, kind: 'consumer' })
    );
    expect(path).toEqual([[1, 0, 50]]);
  });

  it('is that of the slow definition, without a gap or an overlap from the end of the request to its start', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const tree = buildTree(spans);
        const path = criticalPath(tree);
        expect(path).toEqual(slowPath(tree));
        const main = tree.nodes[tree.main];
        const bounds = path.map(({ from, to }) => [from, to]);
        if (main && main.end > main.start) {
          expect(bounds[0]?.[1]).toBe(main.end);
          expect(bounds.at(-1)?.[0]).toBe(main.start);
          bounds.slice(1).forEach(([, to], i) => expect(to).toBe(bounds[i]?.[0]));
        }
      }),
      { numRuns: propertyRuns(500) }
    );
  });

  it.each([true, false])('goes through a hundred thousand spans (one below the other: %s)', (deep) => {
    const tree = buildTree(manySpans(100_000, deep));
    const path = criticalPath(tree);
    const length = path.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(length).toBeCloseTo(tree.nodes[0]?.end ?? 0, 3);
  });

  it('goes through a hundred thousand siblings', () => {
    const siblings = Array.from({ length: 100_000 }, (_, i) => span(i + 2, { parent: 1, at: i, duration: 1 }));
    expect(criticalPath(buildTree([span(1, { duration: 100_000 }), ...siblings]))).toHaveLength(100_000);
  });

  it('is nothing for no spans', () => {
    expect(criticalPath(buildTree([]))).toEqual([]);
  });

  it('is given by span in the order of time', () => {
    const tree = buildTree([span(1, { duration: 30 }), span(2, { parent: 1, at: 10 })]);
    expect(sectionsByNode(criticalPath(tree))).toEqual(
      new Map([
        [
          0,
          [
            { node: 0, from: 0, to: 10 },
            { node: 0, from: 20, to: 30 },
          ],
        ],
        [1, [{ node: 1, from: 10, to: 20 }]],
      ])
    );
  });
});
