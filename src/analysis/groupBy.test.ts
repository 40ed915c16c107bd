import { groupBy } from './groupBy';

it('keeps keys, and what has the same one, in the order in which they come', () => {
  const groups = groupBy(['pay', 'cart', 'post', 'api', 'call'], ([first = '']) => first);
  expect([...groups]).toEqual([
    ['p', ['pay', 'post']],
    ['c', ['cart', 'call']],
    ['a', ['api']],
  ]);
});

it('has no group of nothing', () => {
  expect(groupBy([], String).size).toBe(0);
});
