import { type HealthFacts, isMeanOnly } from '../../analysis/healthRows';
import { t } from '../../i18n/t';
import { formatDuration } from '../../ui/format';

/** How long requests take, each number called what it is: the 95th percentile, or else mean and maximum. */
export function latencyWords(facts: HealthFacts): string[] {
  if (!isMeanOnly(facts)) {
    return [t('facts.p95', 'p95 {{latency}}', { latency: formatDuration(facts.p95) })];
  }
  return [
    t('facts.mean', 'mean {{latency}}', { latency: formatDuration(facts.mean) }),
    ...(facts.max === undefined ? [] : [t('facts.max', 'max {{latency}}', { latency: formatDuration(facts.max) })]),
  ];
}
