import { type LostAmount } from '../../analysis/cost/lostAmount';
import { type Loss } from '../../datasources/changes/askLoss';
import { t, tCount } from '../../i18n/t';
import { formatCount, formatMoney } from '../../ui/format';

/**
 * What a time cost, a sentence each; what tells most first. Orders are counted for the whole shop, and a checkout that
 * failed says not by which cause, nor would a sample of traces tell it of so few: of several causes it is that of all.
 * @param causes how many causes are named
 */
export function costTexts(loss: Loss, causes = 1): string[] {
  const texts = lossTexts(loss);
  const isKnown = loss.orders.verdict === 'lost' || (loss.failed !== undefined && loss.failed.low > 0);
  return causes > 1 && isKnown
    ? [
        ...texts,
        t('changes.cost.together', 'This is the cost of all {{count}} causes together: orders do not tell them apart', {
          count: causes,
        }),
      ]
    : texts;
}

function lossTexts({ orders, failed, revenue }: Loss): string[] {
  return [
    ...(failed && failed.low > 0 ? [failedText(failed, revenue)] : []),
    ...(failed && failed.low <= 0
      ? [
          t('changes.cost.none-failed', 'Checkouts: no more failed than usual ({{attempts}} tried)', {
            attempts: formatCount(failed.attempts),
          }),
        ]
      : []),
    ordersText(orders),
    ...(orders.verdict === 'lost'
      ? revenue
          .filter(({ verdict }) => verdict === 'lost')
          .map(({ currency, lost, low, high }) =>
            t('changes.cost.revenue', 'Revenue: about {{lost}} less than expected ({{low}} to {{high}})', {
              lost: roundMoney(lost, currency),
              low: roundMoney(low, currency),
              high: roundMoney(high, currency),
            })
          )
      : []),
  ];
}

function failedText({ count, low, high }: NonNullable<Loss['failed']>, revenue: Loss['revenue']): string {
  const worth = revenue
    .filter(({ perOrder }) => perOrder > 0)
    .map(({ currency, perOrder }) => roundMoney(count * perOrder, currency))
    .join(' + ');
  const values = { low: formatCount(Math.max(0, low)), high: formatCount(high), worth, count: formatCount(count) };
  return worth === ''
    ? tCount(
        'changes.cost.failed',
        Math.round(count),
        {
          one: 'About {{count}} checkout failed beyond the usual ({{low}} to {{high}})',
          other: 'About {{count}} checkouts failed beyond the usual ({{low}} to {{high}})',
        },
        values
      )
    : tCount(
        'changes.cost.failed-worth',
        Math.round(count),
        {
          one: 'About {{count}} checkout failed beyond the usual ({{low}} to {{high}}), worth about {{worth}}',
          other: 'About {{count}} checkouts failed beyond the usual ({{low}} to {{high}}), worth about {{worth}}',
        },
        values
      );
}

/** Money that is only known about. */
function roundMoney(amount: number, currency: string): string {
  return formatMoney(Number(amount.toPrecision(2)), currency);
}

function ordersText(orders: LostAmount): string {
  const { verdict, lost, low, high, expected, actual } = orders;
  const values = {
    count: formatCount(lost),
    low: formatCount(low),
    high: formatCount(Math.max(0, high)),
    expected: formatCount(expected),
    actual: formatCount(actual),
  };
  switch (verdict) {
    case 'lost':
      return t(
        'changes.cost.orders-lost',
        'Orders: about {{count}} fewer than expected ({{low}} to {{high}}): {{actual}}, not {{expected}}',
        values
      );
    case 'notSeen':
      return t(
        'changes.cost.orders-not-seen',
        'Orders: {{actual}} of {{expected}} expected; no loss above {{high}} seen',
        values
      );
    case 'few':
      return t('changes.cost.orders-few', 'Orders: too few to tell a loss from chance');
    case 'unknown':
      return t('changes.cost.orders-unknown', 'Orders: not measured in all of this time');
  }
}

/** What was expected, and how. */
export function costBasis({ orders: { days } }: Loss): string {
  return days > 0
    ? tCount('changes.cost.basis', days, {
        one: 'Expected: orders before, by the rhythm of {{count}} day without trouble at that time. Intervals hold in 95% of cases',
        other:
          'Expected: orders before, by the rhythm of {{count}} days without trouble at that time. Intervals hold in 95% of cases',
      })
    : t('changes.cost.basis-before', 'Expected: as many orders as before. Intervals hold in 95% of cases');
}
