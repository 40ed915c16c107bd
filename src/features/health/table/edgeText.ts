import { secondsOf } from '../../../analysis/coverage';
import { compareWithEdge, type CountedAt, type EdgeFinding } from '../../../analysis/edge';
import { t } from '../../../i18n/t';
import { formatDuration, formatRate, formatShare } from '../../../ui/format';

/** Says that only a proxy counts a service. */
export function edgeOnlyText(proxy: string): string {
  return t('facts.edge.only', 'Measured at {{proxy}} only: requests that do not pass it are not counted', { proxy });
}

/**
 * What a proxy counts of a service beside what the service counts itself, and what the difference says. A rate is of
 * the time that the proxy has data of.
 * @param seconds length of the time range
 */
export function edgeTexts(proxy: string, edge: CountedAt, own: CountedAt, seconds: number): string[] {
  return [
    t('facts.edge.rate', 'At {{proxy}} {{rate}}', {
      proxy,
      rate: formatRate((edge.requests ?? 0) / secondsOf(edge.coverage, seconds)),
    }),
    ...(edge.errorRatio === undefined ? [] : [failures(edge.errorRatio, own.errorRatio)]),
    ...(edge.p95 === undefined ? [] : [t('facts.p95', 'p95 {{latency}}', { latency: formatDuration(edge.p95) })]),
    ...compareWithEdge(edge, own).map(findingText),
  ];
}

function failures(edge: number, own: number | undefined): string {
  const numbers = { edge: formatShare(edge), own: formatShare(own) };
  return own === undefined
    ? t('facts.edge.errors', '{{edge}} fail there', numbers)
    : t('facts.edge.errors-both', '{{edge}} fail there, {{own}} at the service', numbers);
}

function findingText(finding: EdgeFinding): string {
  switch (finding) {
    case 'fails-before':
      return t('facts.edge.fails-before', 'requests fail before the service answers');
    case 'fails-behind':
      return t('facts.edge.fails-behind', 'more fail at the service: retried, or from other callers');
    case 'slow-before':
      return t('facts.edge.slow-before', 'time is lost before the service');
    case 'passed-by':
      return t('facts.edge.passed-by', 'the service has other callers too');
    case 'turned-away':
      return t('facts.edge.turned-away', 'not all requests reach the service');
  }
}
