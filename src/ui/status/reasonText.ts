import { type Baseline, baselineWhen } from '../../analysis/comparison';
import { type JudgedMeasure, type Judgement, type Reason } from '../../analysis/state';
import { t, tCount } from '../../i18n/t';
import { formatBurnRate, formatCount, formatDuration, formatShare, formatTarget } from '../format';

/** A number of what is judged, as tables show it but for zeros at its end, which only line up in columns. */
export function formatJudged(measure: JudgedMeasure, value: number): string {
  const text = measure === 'p95' ? formatDuration(value) : formatShare(value);
  return text.replace(/\.0+(?!\d)/, '').replace(/(\.\d*[1-9])0+(?!\d)/, '$1');
}

/** Why something is in its state, and what of it is not known. */
export function judgementText({ reason, isErrorRateUnknown }: Judgement, baseline: Baseline): string {
  const said = reasonText(reason, baseline);
  return isErrorRateUnknown
    ? t('state.reason.without-errors', '{{reason}}. Error rate unknown: the metrics carry no status code', {
        reason: said,
      })
    : said;
}

/**
 * A reason in words: numbers first, then what they are held against.
 * @param baseline what the time range is compared with
 */
export function reasonText(reason: Reason, baseline: Baseline): string {
  switch (reason.rule) {
    case 'failed':
      return reason.message;
    case 'no-requests':
      return t('state.reason.no-requests', 'No requests in this time range');
    case 'silent':
      return t('state.reason.silent', 'No requests; {{before}} {{when}}', {
        before: formatCount(reason.before),
        when: baselineWhen(baseline),
      });
    case 'unmeasured':
      return t('state.reason.unmeasured', 'The metrics carry neither status code nor latency');
    case 'few-requests':
      return fewRequestsText(reason);
    case 'objective':
      return objectiveText(reason);
    case 'near-objective':
      return t(
        'state.reason.near-objective',
        'Error rate {{now}}, over half of the objective (at most {{objective}})',
        {
          now: formatJudged(reason.measure, reason.now),
          objective: formatJudged(reason.measure, reason.objective),
        }
      );
    case 'error-budget':
      return budgetText(reason);
    case 'no-past':
      return noPastText(reason);
    case 'past':
      return pastText(reason, baseline);
    case 'no-clear-change':
      return t(
        'state.reason.no-clear-change',
        'Error rate {{now}}, was {{before}} {{when}}: no clear change',
        pastNumbers(reason, baseline)
      );
    case 'always-too-many':
      return t(
        'state.reason.always-too-many',
        'Error rate {{now}}, was {{before}} {{when}}: no clear change, but {{limit}} or more',
        { ...pastNumbers(reason, baseline), limit: formatJudged(reason.measure, reason.limit) }
      );
  }
}

type ReasonOf<Rule extends Reason['rule']> = Extract<Reason, { rule: Rule }>;

function fewRequestsText({ requests, failures }: ReasonOf<'few-requests'>): string {
  const failed = Math.round(failures);
  return failed > 1
    ? t('state.reason.few-failed', '{{failures}} of {{requests}} requests failed (small sample)', {
        failures: formatCount(failed),
        requests: formatCount(requests),
      })
    : tCount('state.reason.few-requests', Math.round(requests), {
        one: 'Only {{count}} request: too few to judge the error rate',
        other: 'Only {{count}} requests: too few to judge the error rate',
      });
}

function objectiveText({ measure, now, objective }: ReasonOf<'objective'>): string {
  const numbers = { now: formatJudged(measure, now), objective: formatJudged(measure, objective) };
  return measure === 'p95'
    ? t('state.reason.latency-objective', 'p95 latency {{now}} (objective: under {{objective}})', numbers)
    : t('state.reason.error-objective', 'Error rate {{now}} (objective: at most {{objective}})', numbers);
}

function budgetText({ now, rate, target }: ReasonOf<'error-budget'>): string {
  const numbers = {
    now: formatJudged('errorRatio', now),
    rate: formatBurnRate(rate),
    target: formatTarget(target),
  };
  return rate > 1
    ? t(
        'state.reason.budget-burns',
        'Error rate {{now}}: error budget spent {{rate}} too fast ({{target}} objective)',
        numbers
      )
    : t('state.reason.budget-lasts', 'Error rate {{now}}: error budget lasts ({{target}} objective)', numbers);
}

function noPastText({ measure, now }: ReasonOf<'no-past'>): string {
  const numbers = { now: formatJudged(measure, now) };
  return measure === 'p95'
    ? t('state.reason.latency-no-past', 'p95 latency {{now}}; no earlier data to compare with', numbers)
    : t('state.reason.error-no-past', 'Error rate {{now}}; no earlier data to compare with', numbers);
}

function pastText(reason: ReasonOf<'past'>, baseline: Baseline): string {
  const numbers = pastNumbers(reason, baseline);
  return reason.measure === 'p95'
    ? t('state.reason.latency-past', 'p95 latency {{now}}, was {{before}} {{when}}', numbers)
    : t('state.reason.error-past', 'Error rate {{now}}, was {{before}} {{when}}', numbers);
}

function pastNumbers(
  { measure, now, before }: ReasonOf<'past' | 'no-clear-change' | 'always-too-many'>,
  baseline: Baseline
) {
  return {
    now: formatJudged(measure, now),
    before: formatJudged(measure, before),
    when: baselineWhen(baseline),
  };
}
