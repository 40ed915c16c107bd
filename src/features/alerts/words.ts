import { dateTimeFormat } from '@grafana/data';
import { type AlertRow, type AlertsVerdict } from '../../analysis/alerts/alertRows';
import { type Alert } from '../../analysis/alerts/alert';
import { stateOfSeverity } from '../../analysis/alerts/severity';
import { t, tCount } from '../../i18n/t';
import { type AlertsAnswer, type AlertState } from '../../telemetry/questions/alerts';
import { NO_VALUE } from '../../ui/format';

/** What a state is called. */
export function alertStateName(state: AlertState): string {
  switch (state) {
    case 'firing':
      return t('alerts.state.firing', 'Firing');
    case 'pending':
      return t('alerts.state.pending', 'Pending');
    case 'error':
      return t('alerts.state.error', 'Error');
    case 'noData':
      return t('alerts.state.no-data', 'No data');
    case 'inactive':
      return t('alerts.state.ok', 'OK');
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units: `8 min`, `2 h 10 min`, `3 d 4 h`. */
export function formatAge(milliseconds: number): string {
  if (milliseconds < MINUTE) {
    return '< 1 min';
  }
  const [large, small, units] =
    milliseconds < HOUR
      ? ([MINUTE, 1, ['min', '']] as const)
      : milliseconds < DAY
        ? ([HOUR, MINUTE, ['h', 'min']] as const)
        : ([DAY, HOUR, ['d', 'h']] as const);
  const rest = Math.floor((milliseconds % large) / small);
  const first = `${Math.floor(milliseconds / large)} ${units[0]}`;
  return units[1] === '' || rest === 0 ? first : `${first} ${rest} ${units[1]}`;
}

/** A moment: `14:32`, with its day where that is another one than that of `now`. */
export function formatMoment(time: number, now: number, timeZone: string): string {
  const day = (moment: number) => dateTimeFormat(moment, { timeZone, format: 'YYYY-MM-DD' });
  return dateTimeFormat(time, { timeZone, format: day(time) === day(now) ? 'HH:mm' : 'MM-DD HH:mm' });
}

/** A number that may be of anything, in three digits. */
export function formatAlertValue(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) {
    return NO_VALUE;
  }
  return Number.isFinite(value)
    ? Number(value.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 })
    : value > 0
      ? '∞'
      : '−∞';
}

/** Rows that a sentence names; the others are counted. */
const NAMED = 2;

/** Whether everybody was asked and answered; who has no alerts to tell of is no gap. */
export function isAllRead({ notices, notAsked }: Pick<AlertsAnswer, 'notices' | 'notAsked'>): boolean {
  return notAsked.length === 0 && notices.every(({ kind }) => kind === 'absent');
}

/** Whether nothing fires, for whomever it does, as far as rules can be evaluated. */
export function isQuiet({ firing, suppressed }: AlertsVerdict, answer: AlertsAnswer): boolean {
  return firing.length === 0 && suppressed === 0 && isAllRead(answer);
}

/** How all rules stand, in a sentence. */
export function verdictWords(verdict: AlertsVerdict, answer: AlertsAnswer, timeZone: string): string {
  const { firing, suppressed, watched, unevaluated } = verdict;
  const { at: now } = answer;
  const critical = firing.filter(({ severity }) => stateOfSeverity(severity) === 'critical');
  const told = critical.length > 0 ? critical : firing;
  if (told.length > 0) {
    const values = { names: namesOf(told), time: sinceOf(told, now, timeZone) };
    return critical.length > 0
      ? tCount(
          'alerts.verdict.critical',
          critical.length,
          {
            one: '{{count}} critical alert fires: {{names}}, since {{time}}',
            other: '{{count}} critical alerts fire: {{names}}, since {{time}}',
          },
          values
        )
      : tCount(
          'alerts.verdict.firing',
          firing.length,
          {
            one: '{{count}} alert fires: {{names}}, since {{time}}',
            other: '{{count}} alerts fire: {{names}}, since {{time}}',
          },
          values
        );
  }
  if (!isQuiet(verdict, answer)) {
    return suppressed === 0
      ? t('alerts.verdict.partial', 'No alert fires in what could be read')
      : isAllRead(answer)
        ? t('alerts.verdict.only-suppressed', 'Only silenced or inhibited alerts fire')
        : t('alerts.verdict.partial-suppressed', 'Only silenced or inhibited alerts fire in what could be read');
  }
  const rules = watched.toLocaleString('en-US');
  return unevaluated === 0
    ? tCount('alerts.verdict.calm', watched, {
        one: 'No alert fires; {{count}} rule watched',
        other: 'No alert fires; {{count}} rules watched',
      })
    : tCount(
        'alerts.verdict.blind',
        unevaluated,
        {
          one: 'No alert fires; {{rules}} rules watched, {{count}} cannot be evaluated',
          other: 'No alert fires; {{rules}} rules watched, {{count}} cannot be evaluated',
        },
        { rules }
      );
}

/** What else there is to know, in short. */
export function otherFacts(verdict: AlertsVerdict, answer: AlertsAnswer): string[] {
  const { firing, suppressed, pending, watched, unevaluated } = verdict;
  const isSaid = isQuiet(verdict, answer);
  const critical = firing.filter(({ severity }) => stateOfSeverity(severity) === 'critical').length;
  const others = critical > 0 ? firing.length - critical : 0;
  const facts = [
    others > 0 &&
      tCount('alerts.verdict.others', others, { one: '{{count}} other fires', other: '{{count}} others fire' }),
    pending > 0 && tCount('alerts.verdict.pending', pending, { one: '{{count}} pending', other: '{{count}} pending' }),
    suppressed > 0 &&
      tCount('alerts.verdict.suppressed', suppressed, {
        one: '{{count}} silenced or inhibited',
        other: '{{count}} silenced or inhibited',
      }),
    // Where nothing fires the sentence says it.
    !isSaid &&
      tCount('alerts.verdict.watched', watched, { one: '{{count}} rule watched', other: '{{count}} rules watched' }),
    !isSaid &&
      unevaluated > 0 &&
      tCount('alerts.verdict.unevaluated', unevaluated, {
        one: '{{count}} cannot be evaluated',
        other: '{{count}} cannot be evaluated',
      }),
  ];
  return facts.filter((fact) => fact !== false);
}

function namesOf(rows: readonly AlertRow[]): string {
  const named = rows
    .slice(0, NAMED)
    .map(({ name, service }) =>
      service === undefined ? name : t('alerts.verdict.of-service', '{{name}} ({{service}})', { name, service })
    );
  const more = rows.length - named.length;
  const count = more.toLocaleString('en-US');
  return [...named, ...(more > 0 ? [t('alerts.verdict.more', '{{count}} more', { count })] : [])].join(', ');
}

function sinceOf(rows: readonly AlertRow[], now: number, timeZone: string): string {
  const first = Math.min(...rows.map(({ since = Infinity }) => since));
  return Number.isFinite(first) ? formatMoment(first, now, timeZone) : NO_VALUE;
}

/** What becomes of alerts that fire, where that is not that somebody is told of each. */
export function suppressionWords({ suppressed, groupSize }: Pick<Alert, 'suppressed' | 'groupSize'>): string[] {
  const words = suppressed.map((one) =>
    one === 'silenced' ? t('alerts.silenced', 'Silenced') : t('alerts.inhibited', 'Inhibited by another alert')
  );
  return groupSize > 1
    ? [...words, t('alerts.grouped', 'Grouped: {{count}} alerts in one notification', { count: groupSize })]
    : words;
}

/** What a row has to say besides: what is wrong in words, and what becomes of it. */
export function noteWords({ annotations, rule, state, suppressed, groupSize }: AlertRow): string | undefined {
  const said = [annotations.summary, annotations.description].find((text) => text !== undefined && text !== '');
  const isTemplate = said?.includes('{{') === true;
  const problem = rule?.problem && (state === 'error' || state === 'noData') ? rule.problem.text : '';
  const notes = [problem, isTemplate ? '' : (said ?? ''), ...suppressionWords({ suppressed, groupSize })];
  const words = notes.filter((note) => note !== '');
  return words.length > 0 && state !== 'inactive' ? words.join(' · ') : undefined;
}
