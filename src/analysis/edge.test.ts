import fc from 'fast-check';
import { compareWithEdge, type CountedAt, type EdgeFinding } from './edge';

const well: CountedAt = { requests: 10_000, errorRatio: 0.003, p95: 0.1 };

it.each<[what: string, edge: CountedAt, own: CountedAt, found: EdgeFinding[]]>([
  ['the same', well, well, []],
  ['more failures at the edge', { ...well, errorRatio: 0.012 }, well, ['fails-before']],
  ['more failures of the service', well, { ...well, errorRatio: 0.012 }, ['fails-behind']],
  ['a difference that can be chance', { ...well, requests: 500, errorRatio: 0.006 }, { ...well, requests: 500 }, []],
  ['a clear difference that is small', { ...well, requests: 1e7 }, { ...well, requests: 1e7, errorRatio: 0.0035 }, []],
  ['failures that one place does not know', { ...well, errorRatio: undefined }, { ...well, errorRatio: 0.5 }, []],
  ['time lost before the service', { ...well, p95: 0.4 }, well, ['slow-before']],
  ['a little time lost', { ...well, p95: 0.14 }, well, []],
  ['twice of next to nothing', { ...well, p95: 0.004 }, { ...well, p95: 0.002 }, []],
  ['a service that is slower for those who do not pass', { ...well, p95: 0.1 }, { ...well, p95: 0.5 }, []],
  ['latency that one place does not know', { ...well, p95: undefined }, well, []],
  ['requests from within', { ...well, requests: 6000 }, well, ['passed-by']],
  ['requests that do not get through', well, { ...well, requests: 6000 }, ['turned-away']],
  [
    'a service that is measured since lately',
    well,
    { ...well, requests: 6000, coverage: { since: 1, seconds: 1 } },
    [],
  ],
  ['scrapes at other moments', { ...well, requests: 9500 }, well, []],
  ['nothing at the edge', {}, well, []],
  ['nothing of the service', well, {}, []],
  ['all at once', { requests: 20_000, errorRatio: 0.4, p95: 2 }, well, ['fails-before', 'slow-before', 'turned-away']],
])('says of %s what it is', (_, edge, own, found) => {
  expect(compareWithEdge(edge, own)).toEqual(found);
});

it('says of two places that count alike nothing, and of each difference but one side', () => {
  const counted = fc.record({
    requests: fc.double({ min: 0, max: 1e6, noNaN: true }),
    errorRatio: fc.double({ min: 0, max: 1, noNaN: true }),
    p95: fc.double({ min: 0, max: 60, noNaN: true }),
  });
  const swapped: Partial<Record<EdgeFinding, EdgeFinding>> = {
    'fails-before': 'fails-behind',
    'fails-behind': 'fails-before',
    'passed-by': 'turned-away',
    'turned-away': 'passed-by',
  };
  fc.assert(
    fc.property(counted, counted, (a, b) => {
      expect(compareWithEdge(a, a)).toEqual([]);
      const sided = (found: readonly EdgeFinding[]) => found.filter((one) => swapped[one] !== undefined);
      expect(sided(compareWithEdge(b, a))).toEqual(sided(compareWithEdge(a, b)).map((one) => swapped[one]));
    })
  );
});
