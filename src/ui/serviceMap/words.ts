import { t } from '../../i18n/t';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { formatDuration, formatRate, formatShare } from '../format';

/** From this share of failed calls on, a call is shown as failing. */
const FAILING = 0.02;

type CallRates = Pick<ServiceEdge, 'rate' | 'errorRate'>;

/** Share of calls that failed; undefined where there are none. */
export function errorShareOf({ rate, errorRate }: CallRates): number | undefined {
  return rate > 0 ? errorRate / rate : undefined;
}

export function isFailing(calls: CallRates): boolean {
  return (errorShareOf(calls) ?? 0) >= FAILING;
}

/** A call in one sentence. */
export function edgeWords({ from, to, ...calls }: ServiceEdge): string {
  const values = {
    from,
    to,
    rate: formatRate(calls.rate),
    errors: formatShare(errorShareOf(calls)),
    p95: formatDuration(calls.p95),
  };
  return calls.p95 === undefined
    ? t('service-map.call', '{{from}} calls {{to}}: {{rate}}, error rate {{errors}}', values)
    : t('service-map.call-p95', '{{from}} calls {{to}}: {{rate}}, error rate {{errors}}, p95 {{p95}}', values);
}

/** What is called, in a word. */
export function kindWords(kind: ServiceEdge['kind']): string {
  switch (kind) {
    case 'service':
      return t('service-map.kind.service', 'service');
    case 'database':
      return t('service-map.kind.database', 'database');
    case 'messaging':
      return t('service-map.kind.queue', 'queue');
    case 'external':
      return t('service-map.kind.external', 'external');
  }
}

/** The two short lines that stand on an edge. */
export function edgeLabel(edge: ServiceEdge): [string, string] {
  const failed = errorShareOf(edge) ?? 0;
  return [
    formatRate(edge.rate),
    [...(failed > 0 ? [`${isFailing(edge) ? '! ' : ''}${formatShare(failed)}`] : []), formatDuration(edge.p95)].join(
      ' · '
    ),
  ];
}
