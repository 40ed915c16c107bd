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
export function edgeWords(edge: ServiceEdge): string {
  const numbers = [
    formatRate(edge.rate),
    `${formatShare(errorShareOf(edge))} failed`,
    ...(edge.p95 === undefined ? [] : [`95 % within ${formatDuration(edge.p95)}`]),
  ];
  return `${edge.from} calls ${edge.to}: ${numbers.join(', ')}`;
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
