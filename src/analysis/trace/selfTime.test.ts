import fc from 'fast-check';
import { errorMarks } from './errors';
import { gaps, selfTimes } from './selfTime';
import { anySpans, manySpans, span } from './testing/spans';
import { buildTree } from './tree';

describe('self time', () => {
  it('is what is left when no child runs, however they overlap or stick out', () => {
    const tree = buildTree([
      span(1, { duration: 100 }),
      span(2, { parent: 1, at: 10, duration: 30 }),
      span(3, { parent: 1, at: 30, duration: 20 }),
      span(4, { parent: 1, at: 90, duration: 40 }),
    ]);
    expect([...selfTimes(tree)]).toEqual([50, 30, 20, 40]);
  });

  it('counts, millisecond for millisecond, those in which the span runs and none of its children', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        // Where no clock is shifted by halves, all times are whole milliseconds.
        const tree = buildTree(spans.map((one) => ({ ...one, kind: 'internal' as const })));
        const slow = tree.nodes.map(({ index, start, end }) => {
          const children = tree.nodes.filter(({ parent }) => parent === index);
          const moments = Array.from({ length: Math.round(end - start) }, (_, i) => start + i);
          return moments.filter((at) => !children.some((child) => child.start <= at && at < child.end)).length;
        });
        expect([...selfTimes(tree)]).toEqual(slow);
      })
    );
  });

  it('takes a hundred thousand spans', () => {
    expect(selfTimes(buildTree(manySpans(100_000, true)))).toHaveLength(100_000);
  });
});

describe('gaps', () => {
  const spans = [
    span(1, { duration: 200 }),
    span(2, { parent: 1, at: 5, duration: 100 }),
    span(3, { parent: 1, at: 115, duration: 40 }),
  ];

  it('are long stretches without any child, in spans that have some', () => {
    expect(gaps(buildTree(spans))).toEqual(new Map([[0, [{ from: 155, to: 200 }]]]));
  });

  it('are shorter where asked for', () => {
    expect(gaps(buildTree(spans), 10).get(0)).toEqual([
      { from: 105, to: 115 },
      { from: 155, to: 200 },
    ]);
  });
});

describe('error marks', () => {
  it('say where errors began, and how many are below', () => {
    const tree = buildTree([
      span(1, { status: 'error', duration: 50 }),
      span(2, { parent: 1, at: 1, status: 'error' }),
      span(3, { parent: 2, at: 2, status: 'error' }),
      span(4, { parent: 1, at: 20 }),
      span(5, { parent: 4, at: 21, status: 'error' }),
    ]);
    const { failed, below, origins, count } = errorMarks(tree);
    expect([...failed]).toEqual([1, 1, 1, 0, 1]);
    expect([...below]).toEqual([3, 1, 0, 1, 0]);
    expect(origins).toEqual([2, 4]);
    expect(count).toBe(4);
  });

  it('count what a walk through all descendants counts', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const tree = buildTree(spans);
        const { below, origins } = errorMarks(tree);
        const slow = tree.nodes.map(
          ({ index, until }) =>
            tree.nodes.slice(index + 1, until).filter(({ span: { status } }) => status === 'error').length
        );
        expect([...below]).toEqual(slow);
        expect(origins).toEqual(
          tree.nodes
            .filter(({ index, span: { status } }) => status === 'error' && slow[index] === 0)
            .map((n) => n.index)
        );
      })
    );
  });
});
