import fc from 'fast-check';
import { propertyRuns } from '../../telemetry/testing/propertyRuns';
import { isPreferred, runningSpans } from './runningSpans';
import { line } from './testing/lines';
import { anySpans, EPOCH, manySpans, span } from './testing/spans';
import { buildTree, type SpanNode, type SpanTree } from './tree';
import { attachLogs } from './attachLogs';

const tree = buildTree([
  span(1, { service: 'shop-api', duration: 100 }),
  span(2, { service: 'shop-api', parent: 1, at: 20, duration: 30, kind: 'client' }),
  span(3, { service: 'payments', parent: 2, at: 25, duration: 20, kind: 'server' }),
  span(4, { service: 'shop-api', parent: 1, at: 70, duration: 10 }),
]);
const placedAt = (...lines: Parameters<typeof attachLogs>[1]) =>
  attachLogs(tree, lines).map(({ node, placed, time, outside }) => ({ node: node + 1, placed, time, outside }));

describe('placing log lines', () => {
  it('puts a line under the span that it names, whenever and by whom it was written', () => {
    expect(placedAt(line(5, { span: 3 }), line(110, { span: 2, service: 'other' }))).toEqual([
      { node: 3, placed: 'span', time: 5, outside: 0 },
      { node: 2, placed: 'span', time: 110, outside: 10 },
    ]);
  });

  it.each([
    ['under the deepest span of its service that ran then', line(30), 2],
    ['not under one of another service that lies deeper', line(30, { service: 'payments' }), 3],
    ['under the span around where none below ran', line(60), 1],
    ['under the span nearest in time where none of its service ran', line(60, { service: 'payments' }), 3],
    ['under the request where its service has no span', line(30, { service: 'mailer' }), 1],
    ['under the request where it names no service', line(30, { service: undefined }), 1],
    ['by service and time where the span that it names is not there', line(75, { span: 77 }), 4],
  ])('puts a line %s, marked as guessed', (_, one, node) => {
    expect(placedAt(one)).toEqual([expect.objectContaining({ node, placed: 'guessed' })]);
  });

  it('keeps lines from before and after the trace, and says how far away they are', () => {
    expect(placedAt(line(-1500), line(2100, { span: 3 }))).toEqual([
      { node: 1, placed: 'guessed', time: -1500, outside: -1500 },
      { node: 3, placed: 'span', time: 2100, outside: 2000 },
    ]);
  });

  it('takes the name that traces have for the service of a line', () => {
    const one = line(30, { service: 'payments-container-1' });
    const serviceOf = ({ reading }: typeof one) => reading.service?.replace('-container-1', '');
    expect(attachLogs(tree, [one], { serviceOf })[0]).toMatchObject({ node: 2, placed: 'guessed' });
  });

  it('moves a line along with the clock of its span', () => {
    const skewed = buildTree([
      span(1, { service: 'shop-api', kind: 'client', duration: 50 }),
      span(2, { service: 'payments', kind: 'server', parent: 1, at: 5000, duration: 30 }),
    ]);
    const lines = [line(5005, { span: 2, service: 'payments' }), line(5006, { service: 'payments' })];
    expect(attachLogs(skewed, lines).map(({ node, time, outside }) => [node, time, outside])).toEqual([
      [1, 15, 0],
      [1, 16, 0],
    ]);
  });

  it('prefers the end of a call that wrote the line where both have one id', () => {
    const shared = buildTree([
      span(1, { service: 'shop-api', kind: 'client', duration: 50 }),
      span(1, { service: 'payments', kind: 'server', at: 5, duration: 30 }),
    ]);
    expect(attachLogs(shared, [line(7, { span: 1, service: 'payments' })])[0]?.node).toBe(1);
  });

  it('keeps the order in which lines of one millisecond were written', () => {
    const at = (nanos: string) => line(3, { message: nanos }, { nanoseconds: `${EPOCH + 3}${nanos}` });
    const order = attachLogs(tree, [at('000900'), at('000100'), at('000500')]).map(({ line: { body } }) => body);
    expect(order).toEqual(['000100', '000500', '000900']);
  });

  it('keeps lines where there is no span at all', () => {
    expect(attachLogs(buildTree([]), [line(3)])[0]).toMatchObject({ node: -1, placed: 'guessed' });
  });
});

describe('the span that runs at a moment', () => {
  /** Looks at all spans for each moment. */
  function slow({ nodes }: SpanTree, service: string, time: number): number | undefined {
    const own = nodes.filter((node) => node.span.service === service);
    const end = ({ span: { start, duration } }: SpanNode) => start + duration;
    const best = (some: SpanNode[]) =>
      some.reduce<SpanNode | undefined>((top, node) => (!top || isPreferred(node, top) ? node : top), undefined);
    const running = best(own.filter((node) => node.span.start <= time && time <= end(node)));
    if (running) {
      return running.index;
    }
    const lastEnd = Math.max(...own.filter((node) => end(node) < time).map(end));
    const firstStart = Math.min(...own.filter((node) => node.span.start > time).map((node) => node.span.start));
    return time - lastEnd <= firstStart - time
      ? best(own.filter((node) => end(node) === lastEnd))?.index
      : own.find((node) => node.span.start === firstStart)?.index;
  }

  it('is the one that looking at all spans finds', () => {
    const moments = fc.array(
      fc.record({
        service: fc.constantFrom('shop-api', 'payments', 'catalog', 'mailer'),
        time: fc.integer({ min: -20, max: 130 }).map((at) => EPOCH + at),
      }),
      { maxLength: 20 }
    );
    fc.assert(
      fc.property(anySpans, moments, (spans, asked) => {
        const some = buildTree(spans);
        expect(runningSpans(some, asked)).toEqual(asked.map(({ service, time }) => slow(some, service, time)));
      }),
      { numRuns: propertyRuns(500) }
    );
  });

  it('is found for fifty thousand lines among a hundred thousand spans', () => {
    const many = buildTree(manySpans(100_000, false));
    const moments = Array.from({ length: 50_000 }, (_, i) => ({
      service: `service-${i % 7}`,
      time: EPOCH + (i % 900),
    }));
    expect(runningSpans(many, moments).filter((node) => node === undefined)).toEqual([]);
  });
});
