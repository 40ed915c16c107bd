import fc from 'fast-check';
import { timelineEntries } from './timelineEntries';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { nodesAbove, type RowsView, visibleRows } from './rows';
import { findMatches, nextMatch } from './search';
import { analyzeTrace, type TraceTimeline, buildTimeline } from './timeline';
import { line } from './testing/lines';
import { anySpans, EPOCH, manySpans, span } from './testing/spans';

const ALL: RowsView = { collapsed: new Set(), errorsOnly: false, criticalOnly: false, showLines: true };

const exception = { name: 'exception', time: EPOCH + 28, attributes: { 'exception.type': 'CardDeclined' } };
const story = buildTimeline(
  analyzeTrace([
    span(1, { name: 'POST /checkout', duration: 100, status: 'error' }),
    span(2, { name: 'POST /charge', parent: 1, at: 20, duration: 60, status: 'error', events: [exception] }),
    span(3, { name: 'SELECT orders', parent: 1, at: 85, duration: 5, attributes: { 'db.rows': 17 } }),
    span(4, { name: 'warm cache', parent: 1, at: 1, duration: 2 }),
  ]),
  [
    line(10, { span: 1, message: 'cart has 3 items' }),
    line(30, { span: 2, message: 'card declined', level: 'error' }),
    line(95, { span: 1, message: 'answered 500' }),
    line(86, { span: 3, message: 'one row' }),
  ]
);

/** Rows as text: what each shows, indented. */
function show(told: TraceTimeline, view: Partial<RowsView> = {}): string[] {
  const rows = visibleRows(told, { ...ALL, ...view });
  return [...rows.entries].map((index) => {
    const entry = told.entries.list[index];
    const text =
      entry?.kind === 'span'
        ? told.tree.nodes[entry.node]?.span.name
        : entry?.kind === 'line'
          ? `"${entry.placed.line.body}"`
          : entry?.kind === 'event'
            ? `!${entry.event.name}`
            : `-${entry?.missing.name}`;
    return `${'.'.repeat(entry?.depth ?? 0)}${text}`;
  });
}

describe('the rows of a story', () => {
  it('are spans, with lines and events below them at their moment', () => {
    expect(show(story)).toEqual([
      'POST /checkout',
      '.warm cache',
      '."cart has 3 items"',
      '.POST /charge',
      '..!exception',
      '.."card declined"',
      '.SELECT orders',
      '.."one row"',
      '."answered 500"',
    ]);
  });

  it.each<[string, Partial<RowsView>, string[]]>([
    ['nothing below a collapsed span', { collapsed: new Set([0]) }, ['POST /checkout']],
    [
      'no lines and events where they are off',
      { showLines: false },
      ['POST /checkout', '.warm cache', '.POST /charge', '.SELECT orders'],
    ],
    [
      'only what failed',
      { errorsOnly: true },
      ['POST /checkout', '.POST /charge', '..!exception', '.."card declined"'],
    ],
    ['only what failed, of spans', { errorsOnly: true, showLines: false }, ['POST /checkout', '.POST /charge']],
  ])('are %s', (_, view, rows) => {
    expect(show(story, view)).toEqual(rows);
  });

  it('are only spans on the critical path', () => {
    const parallel = buildTimeline(
      analyzeTrace([
        span(1, { name: 'root', duration: 100 }),
        span(2, { name: 'slow', parent: 1, at: 10, duration: 80 }),
        span(3, { name: 'beside', parent: 1, at: 10, duration: 20 }),
      ]),
      [line(15, { span: 3, message: 'beside' }), line(15, { span: 2, message: 'slow' })]
    );
    expect(show(parallel, { criticalOnly: true })).toEqual(['root', '.slow', '.."slow"']);
  });

  it('keep what a failed span is in, though that did not fail', () => {
    const deep = buildTimeline(
      analyzeTrace([
        span(1, { name: 'a', duration: 50 }),
        span(2, { name: 'b', parent: 1 }),
        span(3, { name: 'c', parent: 2, status: 'error' }),
        span(4, { name: 'd', parent: 1, at: 30 }),
      ]),
      []
    );
    expect(show(deep, { errorsOnly: true })).toEqual(['a', '.b', '..c']);
  });

  it('are those that a walk through the tree shows, and are found by their entry', () => {
    const views = fc.record({
      collapsed: fc.uniqueArray(fc.integer({ min: 0, max: 40 })).map((nodes) => new Set(nodes)),
      errorsOnly: fc.boolean(),
      criticalOnly: fc.boolean(),
      showLines: fc.boolean(),
    });
    const lines = fc.array(
      fc.record({ at: fc.integer({ min: -5, max: 70 }), span: fc.integer({ min: 1, max: 30 }), isError: fc.boolean() }),
      { maxLength: 20 }
    );
    fc.assert(
      fc.property(anySpans, lines, views, (spans, some, view) => {
        const told = buildTimeline(
          analyzeTrace(spans),
          some.map(({ at, isError, span: id }, i) =>
            line(at, { span: id, message: `${i}`, level: isError ? 'error' : 'info' })
          )
        );
        const { list } = told.entries;
        const slow: number[] = [];
        const below = (node: number) =>
          list.flatMap((entry, i) => ((entry.kind === 'span' ? entry.parent : entry.node) === node ? [i] : []));
        const passes = (i: number): boolean => {
          const entry = list[i];
          if (!entry || (view.criticalOnly && !told.onPath.has(entry.node))) {
            return false;
          }
          return entry.kind === 'span'
            ? !view.errorsOnly || told.tree.nodes[entry.node]?.span.status === 'error'
            : view.showLines &&
                entry.kind === 'line' &&
                (!view.errorsOnly || entry.placed.line.reading.level === 'error');
        };
        const holds = (i: number): boolean =>
          passes(i) || (list[i]?.kind === 'span' && below(list[i]?.node ?? -2).some(holds));
        const walk = (node: number) =>
          below(node)
            .filter(holds)
            .forEach((i) => {
              slow.push(i);
              if (list[i]?.kind === 'span' && !view.collapsed.has(list[i]?.node ?? -1)) {
                walk(list[i]?.node ?? -1);
              }
            });
        walk(-1);
        const rows = visibleRows(told, view);
        expect([...rows.entries]).toEqual(slow);
        expect([...rows.rowOf]).toEqual(list.map((_, i) => slow.indexOf(i)));
      }),
      { numRuns: propertyRuns(300) }
    );
  });

  it('of a hundred thousand spans, one below the other, are there without a deep stack', () => {
    const deep = buildTimeline(analyzeTrace(manySpans(100_000, true)), []);
    expect(visibleRows(deep, ALL).entries).toHaveLength(100_000);
    expect(nodesAbove(deep.entries, 99_999)).toHaveLength(99_999);
  });

  it('hold every line and event just once, in the order of time within their span', () => {
    const { list, ofNode } = timelineEntries(story.tree, story.lines);
    expect(list.filter(({ kind }) => kind === 'line')).toHaveLength(4);
    expect([...ofNode].map((index) => list[index]?.node)).toEqual([0, 1, 2, 3]);
  });
});

describe('searching a story', () => {
  const matches = (text: string) =>
    findMatches(story.tree, story.entries.list, text).map((index) => show(story)[index]?.replace(/^\.+/, ''));

  it.each([
    ['CHARGE', ['POST /charge']],
    ['declined', ['!exception', '"card declined"']],
    ['db.rows=17', ['SELECT orders']],
    ['(', []],
    ['', []],
  ])('finds %p in names, attributes and lines', (text, found) => {
    expect(matches(text)).toEqual(found);
  });

  it.each<[number, 1 | -1, number | undefined]>([
    [3, 1, 5],
    [5, 1, 2],
    [3, -1, 2],
    [2, -1, 5],
  ])('goes from %i in direction %i to %p', (from, direction, to) => {
    expect(nextMatch([2, 5], from, direction)).toBe(to);
  });

  it('passes over what is not shown', () => {
    expect(nextMatch([2, 5, 7], 2, 1, (entry) => entry !== 5)).toBe(7);
    expect(nextMatch([2], 2, 1, () => false)).toBeUndefined();
  });
});
