import { type Loss } from '../../datasources/changes/askLoss';
import { costBasis, costTexts } from './costWords';

const loss = (change: Partial<Loss>, orders: Partial<Loss['orders']> = {}): Loss => ({
  orders: { verdict: 'lost', lost: 159, low: 71, high: 248, expected: 866, actual: 707, days: 6, ...orders },
  revenue: [],
  ...change,
});

const EUR = { currency: 'EUR', perOrder: 42, verdict: 'lost', lost: 4143, low: 863, high: 7423, days: 7 } as const;
const revenue = [{ ...EUR, expected: 17_972, actual: 13_829 }];
const failed = { count: 69.1, low: 49.8, high: 88.4, attempts: 570 };

it.each<[string, Loss, string[]]>([
  [
    'failed checkouts with their worth, orders and revenue',
    loss({ failed, revenue }),
    [
      'About 69 checkouts failed beyond the usual (50 to 88), worth about 2,900 EUR',
      'Orders: about 159 fewer than expected (71 to 248): 707, not 866',
      'Revenue: about 4,100 EUR less than expected (860 EUR to 7,400 EUR)',
    ],
  ],
  [
    'failed checkouts where nobody knows what they are worth, and how many orders may be lost at most',
    loss({ failed }, { verdict: 'notSeen', low: -46, high: 131, lost: 42, expected: 749, actual: 707 }),
    ['About 69 checkouts failed beyond the usual (50 to 88)', 'Orders: 707 of 749 expected; no loss above 131 seen'],
  ],
  [
    'that no more failed than usual',
    loss({ failed: { count: 2, low: -6, high: 10, attempts: 570 } }, { verdict: 'few' }),
    ['Checkouts: no more failed than usual (570 tried)', 'Orders: too few to tell a loss from chance'],
  ],
  ['that it was not measured', loss({}, { verdict: 'unknown' }), ['Orders: not measured in all of this time']],
])('tells %s', (_, one, expected) => {
  expect(costTexts(one)).toEqual(expected);
});

it('says that the cost is of all causes where several are named, and there is a cost', () => {
  const together = 'This is the cost of all 3 causes together: orders do not tell them apart';
  expect(costTexts(loss({ failed }), 3).at(-1)).toBe(together);
  expect(costTexts(loss({ failed }), 1)).toEqual(costTexts(loss({ failed })));
  expect(costTexts(loss({ failed }), 1)).not.toContain(together);
  const none = loss({ failed: { count: 2, low: -6, high: 10, attempts: 570 } }, { verdict: 'few' });
  expect(costTexts(none, 3)).toEqual(costTexts(none));
});

it.each([
  [6, 'Expected: orders before, by the rhythm of 6 days without trouble at that time. Intervals hold in 95% of cases'],
  [1, 'Expected: orders before, by the rhythm of 1 day without trouble at that time. Intervals hold in 95% of cases'],
  [0, 'Expected: as many orders as before. Intervals hold in 95% of cases'],
])('says what is expected by %d days', (days, expected) => {
  expect(costBasis(loss({}, { days }))).toBe(expected);
});
