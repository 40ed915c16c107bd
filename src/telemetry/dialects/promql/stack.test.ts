import { SERVER_CONVENTIONS } from '../../conventions/server';
import { promqlErrors } from '../../testing/promqlText';
import { distinctNumbers, renderStack } from './stack';

const queries = renderStack(SERVER_CONVENTIONS);

it.each(queries.map(({ refId, expr }) => [refId, expr]))('the query %s parses', (_, expr) => {
  expect(promqlErrors(expr)).toEqual([]);
});

it('every number is asked for once, and told from all others', () => {
  const numbers = queries.flatMap(({ expr }) => [...expr.matchAll(/"tillwatch_number", "(\d+)"/g)].map(([, at]) => at));
  expect(numbers.map(Number).sort((a, b) => a - b)).toEqual(
    [...distinctNumbers(SERVER_CONVENTIONS).keys()].map((_, at) => at)
  );
});

it('is a bounded number of queries, of different names', () => {
  expect(new Set(queries.map(({ refId }) => refId)).size).toBe(queries.length);
  expect(queries.length).toBeLessThanOrEqual(20);
});
