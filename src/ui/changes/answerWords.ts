import { dateTimeFormat } from '@grafana/data';
import { stepsOf } from '../../analysis/causes/steps';
import { type ChangesAnswer, type ChangesQuestion, type ChangesSignal } from '../../datasources/changes/question';
import { t, tCount } from '../../i18n/t';
import { formatCount } from '../format';
import { type Fit } from './times';

const DAY_MS = 86_400_000;

/** Writes moments of two times: with the day where they are not of one, with seconds where these are known. */
export function timeFormat(
  { before, during }: Pick<ChangesQuestion, 'before' | 'during'>,
  timeZone: string,
  isPrecise = false
) {
  const isLong = Math.max(during.to, before.to) - Math.min(during.from, before.from) > DAY_MS;
  const format = `${isLong ? 'MMM D ' : ''}HH:mm${isPrecise ? ':ss' : ''}`;
  return (time: number): string => dateTimeFormat(time, { timeZone, format });
}

type FormatTime = (time: number) => string;

/** What a block is about: the moment where one is known, else the time that is looked at. */
export function headingText(question: ChangesQuestion, answer: ChangesAnswer | undefined, format: FormatTime): string {
  const began = answer?.changed.causes[0]?.began;
  return began
    ? t('changes.heading.around', 'What changed around {{time}}', { time: format(began.at) })
    : t('changes.heading.between', 'What changed between {{from}} and {{to}}', {
        from: format(question.during.from),
        to: format(question.during.to),
      });
}

/** What it is compared with, and why that time where it is not all of the page's. */
export function comparedText(
  { question: { before }, dataSince }: Pick<ChangesAnswer, 'question' | 'dataSince'>,
  fit: Fit,
  format: FormatTime
): string {
  const span = { from: format(before.from), to: format(before.to) };
  if (dataSince !== undefined) {
    return t('changes.compared-young', 'compared with {{from}} – {{to}}: no data before', span);
  }
  switch (fit) {
    case 'whole':
      return t('changes.compared', 'compared with {{from}} – {{to}}', span);
    case 'last':
      return t('changes.compared-last', 'last 3 h of the time range, compared with {{from}} – {{to}}', span);
    case 'longer':
      return t('changes.compared-longer', '30 min, as less tells little, compared with {{from}} – {{to}}', span);
  }
}

/** How much was looked at. */
export function lookedText({ changed }: ChangesAnswer): string {
  const { looked } = changed.changes;
  return tCount(
    'changes.looked',
    looked,
    { one: 'looked at {{count}} signal', other: 'looked at {{count}} signals' },
    { count: formatCount(looked) }
  );
}

/** How long it took. */
export function tookText({ took }: ChangesAnswer): string {
  return t('changes.took', '{{seconds}} s', { seconds: (took / 1000).toFixed(1) });
}

/** A kind of telemetry, within a sentence. */
export function signalWord(signal: ChangesSignal): string {
  switch (signal) {
    case 'metrics':
      return t('changes.signal.metrics', 'metrics');
    case 'traces':
      return t('changes.signal.traces', 'traces');
    case 'logs':
      return t('changes.signal.logs', 'logs');
  }
}

const SIGNALS: readonly ChangesSignal[] = ['metrics', 'traces', 'logs'];

/** Those in a state. */
export function signalsThat(
  { signals }: Pick<ChangesAnswer, 'signals'>,
  state: ChangesAnswer['signals'][ChangesSignal]['state']
): ChangesSignal[] {
  return SIGNALS.filter((signal) => signals[signal].state === state);
}

/** What is still being read; undefined where nothing is. */
export function readingText(answer: ChangesAnswer | undefined): string | undefined {
  const waiting = answer ? signalsThat(answer, 'waiting') : SIGNALS;
  return waiting.length === 0
    ? undefined
    : t('changes.reading', 'Reading {{signals}}', { signals: waiting.map(signalWord).join(', ') });
}

/** A sentence about each kind of telemetry that could not be read. */
export function unreadText(answer: ChangesAnswer): string[] {
  return SIGNALS.flatMap((signal) => {
    const one = answer.signals[signal];
    return one.state === 'failed'
      ? [
          t('changes.failed', 'Without {{signal}}: {{message}}. {{advice}}', {
            signal: signalWord(signal),
            message: one.failure.message,
            advice: one.failure.advice,
          }),
        ]
      : [];
  });
}

/** What the answer comes to, in a sentence. */
export function verdictText({ changed }: Pick<ChangesAnswer, 'changed'>, isAll: boolean): string | undefined {
  switch (changed.verdict) {
    case 'causes':
      return undefined;
    case 'unclear':
      return changed.causes.length > 0
        ? t('changes.verdict.unclear', 'Something changed, but no cause is likely. These are possible:')
        : t('changes.verdict.no-cause', 'Something changed. No cause detected');
    case 'nothing':
      return isAll
        ? t('changes.verdict.nothing', 'Nothing changed that is large enough and no chance')
        : t('changes.verdict.nothing-yet', 'Nothing changed in what was read');
    case 'no-past':
      return t('changes.verdict.no-past', 'There is no data of the earlier time to compare with');
  }
}

/** Fewer steps, or requests in all, cannot tell much. */
const LEAST_STEPS = 8;
const LEAST_REQUESTS = 100;

/** What would be needed for a surer answer; none where nothing is missing. */
export function neededTexts(answer: ChangesAnswer): string[] {
  const { one } = answer;
  const steps = stepsOf(one);
  const requests = requestsDuring(answer);
  return [
    ...signalsThat(answer, 'missing').map(neededSignal),
    ...(answer.changed.verdict === 'no-past'
      ? [
          t(
            'changes.needed.past',
            'An earlier time with data: choose one on the chart, or come back when there is more'
          ),
        ]
      : one.times.length > 0 && Math.min(steps.before.length, steps.during.length) < LEAST_STEPS
        ? [t('changes.needed.time', 'A longer time range: there are too few steps to tell a change from chance')]
        : []),
    ...(requests !== undefined && requests < LEAST_REQUESTS
      ? [
          tCount(
            'changes.needed.requests',
            Math.round(requests),
            {
              one: 'More requests: {{count}} is too few to tell a change from chance',
              other: 'More requests: {{count}} are too few to tell a change from chance',
            },
            { count: formatCount(requests) }
          ),
        ]
      : []),
  ];
}

function neededSignal(signal: ChangesSignal): string {
  switch (signal) {
    case 'metrics':
      return t('changes.needed.metrics', 'A data source for metrics: they tell latency, and failures at every service');
    case 'traces':
      return t('changes.needed.traces', 'A data source for traces: they tell where failures begin, and who calls whom');
    case 'logs':
      return t('changes.needed.logs', 'A data source for logs: they tell what services say about it');
  }
}

/** Requests of all services in the later time; undefined where none are counted. */
function requestsDuring({ one }: ChangesAnswer): number | undefined {
  const series = one.series.filter(({ entity, measure }) => entity.kind === 'service' && measure === 'requests');
  const { during } = stepsOf(one);
  const counts = series.flatMap(({ values }) => during.map((step) => values[step] ?? 0));
  return series.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}
