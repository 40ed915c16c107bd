import { type FoundSpan } from './bodies';
import { readNestedSpans } from './readNested';

const ID = (digit: string) => digit.padStart(16, '0');

function found(digit: string, own: string, above: string): FoundSpan {
  return {
    spanID: ID(digit),
    name: digit,
    startTimeUnixNano: '1000000',
    durationNanos: '1000000',
    attributes: [
      { key: 'nestedSetLeft', value: { intValue: own } },
      { key: 'nestedSetParent', value: { intValue: above } },
      { key: 'service.name', value: { stringValue: 'shop' } },
    ],
  };
}

const parentsOf = (spans: FoundSpan[], traceID = '1') =>
  readNestedSpans({ traces: [{ traceID, spanSets: [{ spans, matched: spans.length }] }] } as never).map(
    ({ name, parentSpanId }) => [name, parentSpanId]
  );

it('finds parents by the numbers of spans; a root has -1, a span without its parent none', () => {
  expect(parentsOf([found('a', '1', '-1'), found('b', '2', '1'), found('c', '3', '2'), found('d', '9', '7')])).toEqual([
    ['a', undefined],
    ['b', ID('a')],
    ['c', ID('b')],
    ['d', undefined],
  ]);
});

it('joins nothing by numbers that spans do not have', () => {
  expect(parentsOf([found('a', '0', '0'), found('b', '0', '0')])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
});

it('keeps traces apart', () => {
  const traces = ['1', '2'].map((traceID) => ({
    traceID,
    spanSets: [{ spans: traceID === '1' ? [found('a', '1', '-1')] : [found('b', '2', '1')] }],
  }));
  expect(readNestedSpans({ traces } as never).map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined]);
});
