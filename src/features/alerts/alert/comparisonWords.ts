import { t } from '../../../i18n/t';
import { type Comparison, type Reducer } from '../../../telemetry/questions/alerts';
import { formatAge, formatAlertValue } from '../words';
import { thresholdName } from './watchedFrames';

/** How a rule compares what it watches, and why there is no threshold beside it where there is none. */
export function comparisonWords({ threshold, noThreshold, reduced, calculated }: Comparison): string[] {
  return [
    threshold === undefined
      ? whyNone(noThreshold)
      : t('alerts.watched.at', '{{name}} {{value}}', { name: thresholdName(), value: formatAlertValue(threshold) }),
    ...(reduced ? [reducedWords(reduced.by, formatAge(reduced.seconds * 1000))] : []),
    ...(calculated === undefined
      ? []
      : [t('alerts.watched.calculated', 'The rule calculates {{expression}}', { expression: calculated })]),
  ];
}

function whyNone(why: Comparison['noThreshold']): string {
  switch (why) {
    case 'not-of-points':
      return t('alerts.watched.not-of-points', 'No threshold drawn: no single point is compared with it');
    case 'another-scale':
      return t(
        'alerts.watched.not-undone',
        'No threshold drawn: what the rule calculates has another scale than the series'
      );
    case undefined:
      return t('alerts.watched.no-threshold', 'No threshold drawn: the rule is not a comparison with one number');
  }
}

function reducedWords(by: Reducer, time: string): string {
  switch (by) {
    case 'mean':
      return t('alerts.watched.mean', 'The rule compares the mean of {{time}}', { time });
    case 'median':
      return t('alerts.watched.median', 'The rule compares the median of {{time}}', { time });
    case 'min':
      return t('alerts.watched.min', 'The rule compares the lowest value in {{time}}', { time });
    case 'max':
      return t('alerts.watched.max', 'The rule compares the highest value in {{time}}', { time });
    case 'sum':
      return t('alerts.watched.sum', 'The rule compares the sum of all points in {{time}}', { time });
    case 'count':
      return t('alerts.watched.count', 'The rule compares the number of points in {{time}}', { time });
    case 'other':
      return t('alerts.watched.other', 'The rule compares a number that it makes of all points in {{time}}', { time });
  }
}
