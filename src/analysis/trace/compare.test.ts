import fc from 'fast-check';
import { compareTrees } from './compare';
import { median } from '../median';
import { referenceOf } from './reference';
import { EPOCH, manySpans, span, treeOfSpans } from './testing/spans';
import { buildTree, type SpanTree } from './tree';

const usual = () => [
  span(1, { name: 'POST /checkout', duration: 100 }),
  span(2, { name: 'POST /charge', service: 'payments', parent: 1, at: 10, duration: 40 }),
  span(3, { name: 'SELECT', parent: 1, at: 60, duration: 10 }),
  span(4, { name: 'SELECT', parent: 1, at: 75, duration: 10 }),
];

/** The path of each span from the top, as text: services, names, and the how many-th of these among its siblings. */
function paths({ nodes }: SpanTree): string[] {
  const path = (index: number): string => {
    const node = nodes[index];
    if (!node) {
      return '';
    }
    const { service, name } = node.span;
    const nth = nodes.filter(
      (other) =>
        other.parent === node.parent &&
        other.index < index &&
        other.span.service === service &&
        other.span.name === name
    ).length;
    return `${path(node.parent)}/${service} ${name} ${nth}`;
  };
  return nodes.map(({ index }) => path(index));
}

describe('comparing two traces', () => {
  const compare = (...spans: Array<ReturnType<typeof span>>) => {
    const tree = buildTree(spans);
    const { spans: compared, missing, culprit } = compareTrees(tree, referenceOf([buildTree(usual())]));
    return {
      spans: compared.map(({ verdict }, i) => `${tree.nodes[i]?.span.name} ${verdict}`),
      missing: missing.map(({ name, parent, spans: count, time }) => ({ name, parent, count, time })),
      culprit: culprit && `${tree.nodes[culprit.node]?.span.name} +${culprit.more}`,
    };
  };

  it('finds nothing in a trace of its own kind', () => {
    const [root, ...rest] = usual();
    expect(compare(...(root ? [{ ...root, duration: 101 }] : []), ...rest)).toEqual({
      spans: ['POST /checkout same', 'POST /charge same', 'SELECT same', 'SELECT same'],
      missing: [],
      culprit: undefined,
    });
  });

  it('says what is slower, and which span is to blame rather than those around it', () => {
    const found = compare(
      span(1, { name: 'POST /checkout', duration: 400 }),
      span(2, { name: 'POST /charge', service: 'payments', parent: 1, at: 10, duration: 340 }),
      span(3, { name: 'SELECT', parent: 1, at: 360, duration: 10 }),
      span(4, { name: 'SELECT', parent: 1, at: 375, duration: 1 })
    );
    expect(found).toEqual({
      spans: ['POST /checkout slower', 'POST /charge slower', 'SELECT same', 'SELECT faster'],
      missing: [],
      culprit: 'POST /charge +300',
    });
  });

  it('tells the second of the same name from the first', () => {
    const [root, charge, select] = usual();
    expect(compare(...[root, charge, select].flatMap((one) => (one ? [one] : []))).missing).toEqual([
      { name: 'SELECT', parent: 0, count: 1, time: 75 },
    ]);
  });

  it('says what is extra with all that is below, and what is missing with how much that is', () => {
    const found = compare(
      span(1, { name: 'POST /checkout', duration: 100 }),
      span(5, { name: 'retry', parent: 1, at: 10 }),
      span(6, { name: 'SELECT', parent: 5, at: 11, duration: 3 })
    );
    expect(found.spans).toEqual(['POST /checkout same', 'retry extra', 'SELECT extra']);
    expect(found.missing.map(({ name }) => name)).toEqual(['POST /charge', 'SELECT', 'SELECT']);
  });

  it('says that a span which others do not have is to blame', () => {
    const [root, ...rest] = usual();
    const retry = span(5, { name: 'POST /charge', service: 'payments', parent: 1, at: 50, duration: 300 });
    const found = compare(...(root ? [{ ...root, duration: 400 }] : []), retry, ...rest);
    expect(found.culprit).toBe('POST /charge +300');
  });

  it('aligns just the spans that have the same path', () => {
    fc.assert(
      fc.property(treeOfSpans, treeOfSpans, (one, other) => {
        const [tree, compared] = [buildTree(one), buildTree(other)];
        const durations = new Map(paths(compared).map((path, i) => [path, compared.nodes[i]?.span.duration]));
        const result = compareTrees(tree, referenceOf([compared]));
        expect(result.spans.map(({ reference }) => reference)).toEqual(paths(tree).map((path) => durations.get(path)));
        const own = new Set(paths(tree));
        const missing = [...durations.keys()].filter((path) => !own.has(path));
        expect(result.missing.reduce((sum, { spans }) => sum + spans, 0)).toBe(missing.length);
      })
    );
  });

  it('takes a hundred thousand spans, one below the other', () => {
    const tree = buildTree(manySpans(100_000, true));
    const { spans, missing } = compareTrees(tree, referenceOf([tree, tree]));
    expect(spans.every(({ verdict }) => verdict === 'same')).toBe(true);
    expect(missing).toEqual([]);
  });
});

describe('what is typical', () => {
  const three = [30, 40, 200].map((duration) =>
    buildTree([
      span(1, { name: 'root', duration: duration + 20 }),
      span(2, { name: 'call', parent: 1, at: 10, duration }),
      ...(duration === 200 ? [span(3, { name: 'rare', parent: 1, at: 1 })] : []),
    ])
  );

  it('is the median duration, and how often a span occurs', () => {
    const [root] = referenceOf(three).top.children.values();
    const [, call, rare] = [undefined, ...(root?.children.values() ?? [])];
    expect(root).toMatchObject({ name: 'root', duration: 60, share: 1 });
    expect(call).toMatchObject({ name: 'call', duration: 40, offset: 10, share: 1 });
    expect(rare).toMatchObject({ name: 'rare', share: 1 / 3 });
  });

  it('does not miss what is rare, and calls it extra where it is', () => {
    const [plain, , withRare] = three;
    const reference = referenceOf(three);
    expect(plain && compareTrees(plain, reference).missing).toEqual([]);
    const rare = withRare && compareTrees(withRare, reference).spans[1];
    expect(rare).toMatchObject({ verdict: 'extra', share: 1 / 3 });
  });

  it('is that of the request itself, also where others called it', () => {
    const called = buildTree([
      span(8, { name: 'GET /page', service: 'storefront', duration: 90 }),
      span(1, { name: 'root', parent: 8, at: 5, duration: 60 }),
      span(2, { name: 'call', parent: 1, at: 15, duration: 40 }),
    ]);
    const [plain] = three;
    const reference = referenceOf([called], { service: 'shop-api', name: 'root' });
    const compared = plain && compareTrees(plain, reference);
    expect(compared?.spans.map(({ reference: other }) => other)).toEqual([60, 40]);
    expect(compared?.missing).toEqual([]);
  });

  it('is nothing of no traces', () => {
    const tree = buildTree([span(1, { at: 0 })]);
    expect(tree.from).toBe(EPOCH);
    expect(compareTrees(tree, referenceOf([]))).toMatchObject({
      spans: [{ verdict: 'extra' }],
      missing: [],
      traces: 0,
    });
  });

  it.each([
    [[], 0],
    [[5], 5],
    [[1, 9, 2], 2],
    [[10, 1, 2, 9], 5.5],
  ])('has as the median of %p %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
