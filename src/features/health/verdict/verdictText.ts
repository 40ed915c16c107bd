import { type HealthVerdict } from '../../../analysis/healthVerdict';
import { type Reason } from '../../../analysis/state';
import { t, tCount } from '../../../i18n/t';
import { formatBurnRate, formatCount } from '../../../ui/format';
import { formatJudged } from '../../../ui/status/reasonText';

/** Stands in a text where the link to the service goes. */
export const SERVICE = '{{service}}';

/**
 * How all services are doing, in a sentence; {@link SERVICE} is where the worst one is named.
 * @param formatTime writes the moment since when it has been so
 */
export function verdictText(verdict: HealthVerdict, formatTime: (time: number) => string): string {
  const { total, counts, worst, since } = verdict;
  if (!worst) {
    return counts.ok === total
      ? tCount('health.verdict.all-ok', total, { one: '{{count}} service OK', other: 'All {{count}} services OK' })
      : t('health.verdict.some-ok', '{{ok}} of {{total}} services OK', { ok: counts.ok, total });
  }
  const finding = findingText(worst.judgement.reason);
  const values = {
    count: counts[worst.judgement.state],
    total,
    finding:
      since === undefined
        ? finding
        : t('health.verdict.since', '{{finding}}, since {{time}}', { finding, time: formatTime(since) }),
  };
  return worst.judgement.state === 'critical'
    ? t('health.verdict.critical', '{{count}} of {{total}} services critical: {{service}}, {{finding}}', values)
    : t('health.verdict.warning', '{{count}} of {{total}} services with a warning: {{service}}, {{finding}}', values);
}

/** How many services are in the states that the sentence does not tell of, and need a look too. */
export function otherStates({ counts, worst }: HealthVerdict): string[] {
  const warnings = worst?.judgement.state === 'critical' ? counts.warning : 0;
  return [
    ...(warnings > 0
      ? [tCount('health.verdict.warnings', warnings, { one: '{{count}} warning', other: '{{count}} warnings' })]
      : []),
    ...(counts.unknown > 0 ? [t('health.verdict.unknown', '{{count}} unknown', { count: counts.unknown })] : []),
  ];
}

/** What is wrong with a service, short: the row of the table says what it is held against. */
function findingText(reason: Reason): string {
  switch (reason.rule) {
    case 'past':
    case 'no-clear-change':
    case 'always-too-many': {
      const numbers = {
        now: formatJudged(reason.measure, reason.now),
        before: formatJudged(reason.measure, reason.before),
      };
      return reason.measure === 'p95'
        ? t('health.finding.latency-past', 'p95 latency {{now}}, was {{before}}', numbers)
        : t('health.finding.errors-past', 'error rate {{now}}, was {{before}}', numbers);
    }
    case 'objective':
    case 'near-objective': {
      const numbers = {
        now: formatJudged(reason.measure, reason.now),
        objective: formatJudged(reason.measure, reason.objective),
      };
      return reason.measure === 'p95'
        ? t('health.finding.latency-objective', 'p95 latency {{now}}, objective under {{objective}}', numbers)
        : t('health.finding.errors-objective', 'error rate {{now}}, objective at most {{objective}}', numbers);
    }
    case 'error-budget':
      return t('health.finding.budget', 'error rate {{now}}, error budget spent {{rate}} too fast', {
        now: formatJudged(reason.measure, reason.now),
        rate: formatBurnRate(reason.rate),
      });
    case 'no-past': {
      const now = formatJudged(reason.measure, reason.now);
      return reason.measure === 'p95'
        ? t('health.finding.latency', 'p95 latency {{now}}', { now })
        : t('health.finding.errors', 'error rate {{now}}', { now });
    }
    case 'few-requests':
      return t('health.finding.few', '{{failures}} of {{requests}} requests failed', {
        failures: formatCount(reason.failures),
        requests: formatCount(reason.requests),
      });
    case 'silent':
      return t('health.finding.silent', 'no requests, were {{before}}', { before: formatCount(reason.before) });
    case 'no-requests':
    case 'unmeasured':
      return t('health.finding.no-data', 'no data');
    case 'failed':
      return reason.message;
  }
}
