import { groupErrors } from '../../../analysis/errors/errorGroups';
import { logLines } from '../../../ui/logLines/testing/lines';
import { errorsInWords, newErrors, newInWords } from './newErrors';

const SPAN = { from: 0, to: 1 };
const errors = (...messages: string[]) =>
  logLines(messages.length, (index) => ({ body: messages[index], reading: { level: 'error' } }));
const groups = groupErrors(errors('order 7 lost', 'card declined', 'card declined'), SPAN, 1);
const titles = (before: Parameters<typeof newErrors>[1]) => {
  const fresh = newErrors(groups, before, SPAN);
  return fresh && groups.filter(({ fingerprint }) => fresh.has(fingerprint)).map(({ title }) => title);
};

it.each<[what: string, before: Parameters<typeof newErrors>[1], fresh: string[] | undefined]>([
  ['all where there were none', { lines: [], isCut: false }, ['card declined', 'order <*> lost']],
  ['those that were not there', { lines: errors('order 9 lost'), isCut: false }, ['card declined']],
  ['none where all were there', { lines: errors('order 9 lost', 'card declined'), isCut: false }, []],
  ['unknown where not all lines are at hand', { lines: errors('order 9 lost'), isCut: true }, undefined],
  ['unknown until it was asked for', undefined, undefined],
])('new are %s', (_, before, fresh) => {
  expect(titles(before)).toEqual(fresh);
});

it('says how many are new, or why nobody knows', () => {
  const none = { lines: [], isCut: false };
  expect(newInWords(newErrors(groups, none, SPAN), none, undefined)).toBe('2 new vs the previous period');
  expect(newInWords(undefined, { lines: [], isCut: true }, undefined)).toBe(
    'too many errors in the previous period to tell which are new'
  );
  expect(newInWords(undefined, undefined, 'Loki timed out')).toBe(
    'not compared with the previous period: Loki timed out'
  );
  expect(newInWords(undefined, undefined, undefined)).toBe('');
});

it('says how many errors there are, in how many lines', () => {
  expect(errorsInWords(2, { lines: errors('a', 'b', 'c'), isCut: false })).toBe(
    '2 distinct errors · 3 error and fatal log lines'
  );
  expect(errorsInWords(1, { lines: errors('a'), isCut: true })).toBe('1 error · newest 1 error and fatal log line');
});
