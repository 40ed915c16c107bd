import { type Comparison, REDUCERS } from '../../../telemetry/questions/alerts';
import { comparisonWords } from './comparisonWords';

it.each<[Comparison, string[]]>([
  [{ threshold: 0.2 }, ['Threshold 0.2']],
  [{ threshold: 5, reduced: { by: 'mean', seconds: 600 } }, ['Threshold 5', 'The rule compares the mean of 10 min']],
  [
    { noThreshold: 'not-of-points', reduced: { by: 'sum', seconds: 3600 } },
    ['No threshold drawn: no single point is compared with it', 'The rule compares the sum of all points in 1 h'],
  ],
  [{ threshold: 0.05, calculated: '$A * 100' }, ['Threshold 0.05', 'The rule calculates $A * 100']],
  [
    { noThreshold: 'another-scale', calculated: 'abs($A)' },
    ['No threshold drawn: what the rule calculates has another scale than the series', 'The rule calculates abs($A)'],
  ],
  [
    { calculated: '$A > 1 && $A < 9' },
    ['No threshold drawn: the rule is not a comparison with one number', 'The rule calculates $A > 1 && $A < 9'],
  ],
  [
    { reduced: { by: 'mean', seconds: 600 } },
    ['No threshold drawn: the rule is not a comparison with one number', 'The rule compares the mean of 10 min'],
  ],
  [{}, ['No threshold drawn: the rule is not a comparison with one number']],
])('says of %j how the rule compares', (comparison, expected) => {
  expect(comparisonWords(comparison)).toEqual(expected);
});

it('says of each way to bring points together something else', () => {
  const words = REDUCERS.map((by) => comparisonWords({ threshold: 1, reduced: { by, seconds: 60 } })[1]);
  expect(new Set(words).size).toBe(REDUCERS.length);
});
