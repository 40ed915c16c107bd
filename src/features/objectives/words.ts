import { dateTimeFormat } from '@grafana/data';
import { type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { burningRate, exhaustedIn } from '../../analysis/objectives/standing';
import { type Uncounted } from '../../datasources/objectives/readEvents';
import { t, tCount } from '../../i18n/t';
import { formatBurnRate, formatCount, formatDuration, formatTarget, NO_VALUE } from '../../ui/format';
import { type ObjectiveRow } from './rows';

/** What an objective is of: a service, or a route of one. */
export function subjectOf({ service, route }: Pick<ServiceLevelObjective, 'service' | 'route'>): string {
  return route === undefined ? service : t('objectives.route-of', '{{service}} {{route}}', { service, route });
}

/** What of the requests is good. */
export function indicatorText({ threshold }: Pick<ServiceLevelObjective, 'threshold'>): string {
  return threshold === undefined
    ? t('objectives.availability', 'Availability')
    : t('objectives.latency', 'Latency up to {{latency}}', { latency: formatDuration(threshold) });
}

/** What an objective is called: what it is of, and what is good. */
export function titleOf(objective: ServiceLevelObjective): string {
  return t('objectives.table.of', '{{subject}} · {{indicator}}', {
    subject: subjectOf(objective),
    indicator: indicatorText(objective),
  });
}

/** `99.9% over 30 days`. */
export function targetText({ target, days }: Pick<ServiceLevelObjective, 'target' | 'days'>): string {
  return tCount(
    'objectives.target',
    days,
    { one: '{{target}} over {{count}} day', other: '{{target}} over {{count}} days' },
    { target: formatTarget(target) }
  );
}

/** How much of a budget is left: `75%`, `−40%`. */
export function leftText(left: number | undefined): string {
  if (left === undefined) {
    return NO_VALUE;
  }
  const whole = Math.round(left * 100);
  return whole < 0 ? `−${-whole}%` : `${whole}%`;
}

/** A moment within a window of days, in the time zone of the page. */
export function momentText(time: number, timeZone: string): string {
  return dateTimeFormat(time, { timeZone, format: 'MMM D HH:mm' });
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** A time that is to come: `2.1 days`, `5.3 h`, `40 min`. */
export function spanText(seconds: number): string {
  const digits = (value: number) => Number(value < 10 ? value.toFixed(1) : value.toFixed(0));
  if (seconds >= DAY) {
    const days = digits(seconds / DAY);
    return tCount('objectives.days', days, { one: '{{count}} day', other: '{{count}} days' });
  }
  return seconds >= HOUR
    ? t('objectives.hours', '{{hours}} h', { hours: digits(seconds / HOUR) })
    : t('objectives.minutes', '{{minutes}} min', { minutes: Math.max(1, Math.round(seconds / MINUTE)) });
}

/** How a row stands, in a clause. */
export function standingText({ standing, uncounted, isCounting, objective }: ObjectiveRow): string {
  const { left, burns, isTooFew, events } = standing;
  // The rate that the state is judged by: a shorter pair may be quiet meanwhile.
  const rate = burningRate(burns);
  const time = left === undefined ? undefined : exhaustedIn(left, rate, objective);
  const about = { rate: formatBurnRate(rate), left: leftText(left), time: time && spanText(time) };
  if (rate !== undefined) {
    if (time !== undefined) {
      return t('objectives.burning-until', 'Error budget spent {{rate}} too fast, exhausted in {{time}}', about);
    }
    return left !== undefined && left <= 0
      ? t('objectives.burning-below', 'Error budget exhausted, and spent {{rate}} too fast', about)
      : t('objectives.burning', 'Error budget spent {{rate}} too fast', about);
  }
  if (uncounted) {
    return uncountedText(uncounted, objective);
  }
  if (isCounting) {
    return t('objectives.counting', 'Counting requests');
  }
  if (isTooFew) {
    return t('objectives.too-few', 'Not enough requests to tell: {{requests}}', {
      requests: formatCount(events?.total),
    });
  }
  if (left === undefined) {
    return t('objectives.not-counted', 'Requests could not be counted');
  }
  return left <= 0
    ? t('objectives.exhausted', 'Error budget exhausted: {{left}} left', about)
    : t('objectives.lasting', '{{left}} of the error budget left', about);
}

/** Why the events of an objective are not known. */
function uncountedText(uncounted: Uncounted, { threshold }: ServiceLevelObjective): string {
  switch (uncounted.why) {
    case 'no-requests':
      return t('objectives.no-requests', 'No requests found in the window');
    case 'no-status':
      return t('objectives.no-status', 'Failures unknown: requests carry no status code');
    case 'no-histogram':
      return t('objectives.no-histogram', 'Latency is not counted in buckets: use a histogram');
    case 'below-bounds':
      return t(
        'objectives.below-bounds',
        '{{threshold}} is below the lowest bucket of the histogram: choose {{lowest}} or more',
        { threshold: formatDuration(threshold), lowest: formatDuration(uncounted.lowest) }
      );
    case 'not-supported':
    case 'failed':
      return uncounted.message;
  }
}

/** Where a latency is counted, if that is not where it was set; undefined where it is. */
export function boundText({ bound, objective }: ObjectiveRow): string | undefined {
  if (bound?.above === undefined) {
    return undefined;
  }
  const about = {
    threshold: formatDuration(objective.threshold),
    bound: formatDuration(bound.bound),
    above: formatDuration(bound.above),
  };
  return bound.above === Infinity
    ? t(
        'objectives.bound-highest',
        'Counted at {{bound}}, the highest bucket: slower requests cannot be told apart',
        about
      )
    : t(
        'objectives.bound-between',
        'Counted at {{bound}}: {{threshold}} is between two buckets, {{bound}} and {{above}}',
        about
      );
}

/** How all objectives are doing, in a sentence that names the worst. Rows are worst first. */
export function verdictText(rows: readonly ObjectiveRow[]): string {
  const [worst] = rows;
  const count = rows.length;
  if (worst && (worst.standing.state === 'critical' || worst.standing.state === 'warning')) {
    return t('objectives.verdict.worst', '{{subject}}, {{indicator}}: {{standing}}', {
      subject: subjectOf(worst.objective),
      indicator: lowered(indicatorText(worst.objective)),
      standing: lowered(standingText(worst)),
    });
  }
  const unknown = rows.filter(({ standing }) => standing.state === 'unknown').length;
  if (unknown > 0) {
    return rows.some(({ isCounting }) => isCounting)
      ? t('objectives.counting', 'Counting requests')
      : tCount(
          'objectives.verdict.unknown',
          unknown,
          {
            one: '{{count}} of {{total}} objectives cannot be judged',
            other: '{{count}} of {{total}} objectives cannot be judged',
          },
          { total: count }
        );
  }
  return tCount('objectives.verdict.ok', count, {
    one: '{{count}} objective within budget',
    other: 'All {{count}} objectives within budget',
  });
}

/** As it is written within a sentence. */
function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
