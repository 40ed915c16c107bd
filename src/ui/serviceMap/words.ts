import { type OwnHealth } from '../../analysis/serviceMap/ownHealth';
import { t, tCount } from '../../i18n/t';
import { type ServiceEdge, type ServiceEdgesAnswer } from '../../telemetry/questions/traces';
import { formatCount, formatDuration, formatRate, formatShare } from '../format';
import { stateName } from '../status/StateBadge';

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

/** The error rate of a call as the caller saw it. */
export function errorWords(edge: CallRates, has4xx: boolean): string {
  const errors = formatShare(errorShareOf(edge));
  return has4xx ? t('service-map.incl-4xx', '{{errors}} incl. 4xx', { errors }) : errors;
}

/** Tells an edge from all others of a map. */
export function edgeKey({ from, fromKind, to, kind, isAsynchronous }: ServiceEdge): string {
  return JSON.stringify([from, fromKind, to, kind, isAsynchronous]);
}

/** A call in one sentence. */
export function edgeWords(edge: ServiceEdge, has4xx: boolean): string {
  const { from, to, rate, p95 } = edge;
  const values = {
    from,
    to,
    rate: formatRate(rate),
    errors: errorWords(edge, has4xx),
    p95: formatDuration(p95),
  };
  if (edge.isAsynchronous) {
    return edge.fromKind === undefined
      ? t(
          'service-map.sends',
          '{{from}} sends messages to {{to}}: {{rate}}, error rate {{errors}}, p95 {{p95}}',
          values
        )
      : t(
          'service-map.receives',
          '{{to}} processes messages from {{from}}: {{rate}}, error rate {{errors}}, p95 {{p95}}',
          values
        );
  }
  return p95 === undefined
    ? t('service-map.call', '{{from}} calls {{to}}: {{rate}}, error rate {{errors}}', values)
    : t('service-map.call-p95', '{{from}} calls {{to}}: {{rate}}, error rate {{errors}}, p95 {{p95}}', values);
}

/** The two short lines that stand on an edge. */
export function edgeLabel(edge: ServiceEdge, has4xx = false): [string, string] {
  const sign = isFailing(edge) ? '! ' : '';
  if (has4xx) {
    return [formatRate(edge.rate), sign + errorWords(edge, has4xx)];
  }
  const hasErrors = (errorShareOf(edge) ?? 0) > 0;
  return [
    formatRate(edge.rate),
    [...(hasErrors ? [sign + errorWords(edge, has4xx)] : []), formatDuration(edge.p95)].join(' · '),
  ];
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

/** What is called, and whether the caller waits for it. */
export function edgeKindWords({ kind, isAsynchronous }: ServiceEdge): string {
  return isAsynchronous
    ? t('service-map.kind.asynchronous', '{{kind}}, asynchronous', { kind: kindWords(kind) })
    : kindWords(kind);
}

/** How a service does by its own metrics, in a few characters: `16.7 req/s · Critical`. */
export function healthWords({ rate, judgement }: OwnHealth): string {
  return [...(rate === undefined ? [] : [formatRate(rate)]), stateName(judgement.state)].join(' · ');
}

/** What the numbers of calls rest on, in words. */
export function basisWords({ basis, sampledMessages }: ServiceEdgesAnswer): string {
  return basis === 'metrics'
    ? sampledMessages === undefined
      ? t('service-map.basis.all', 'From all traces')
      : tCount(
          'service-map.basis.messages',
          sampledMessages,
          {
            one: 'From all traces; messages sampled from the newest trace with some',
            other: 'From all traces; messages sampled from the newest {{count}} traces with some',
          },
          { count: formatCount(sampledMessages) }
        )
    : tCount(
        'service-map.basis.sampled',
        basis.sampledTraces,
        { one: 'Sampled: from the newest trace', other: 'Sampled: from the newest {{count}} traces' },
        { count: formatCount(basis.sampledTraces) }
      );
}

/**
 * The same, and what the numbers in the map are.
 * @param hasHealth whether services show how they do by their own metrics
 */
export function mapWords(answer: ServiceEdgesAnswer, hasHealth: boolean): string {
  return [
    `${basisWords(answer)}.`,
    hasHealth
      ? t('service-map.nodes.own', 'Services: own request rate and state, as on Health.')
      : t('service-map.nodes.calls', 'Services: rate of the calls to them.'),
    answer.basis === 'metrics'
      ? t('service-map.edges.callers', 'Edges: what callers saw (calls per second, error rate incl. 4xx, p95 latency).')
      : t('service-map.edges.sampled', 'Edges: calls per second, error rate, p95 latency.'),
    ...(answer.edges.some(({ isAsynchronous }) => isAsynchronous)
      ? [t('service-map.asynchronous', 'Dotted: messages, for which nobody waits.')]
      : []),
    t('service-map.labels', 'Failing calls and the five busiest are labeled; point at or focus the others.'),
  ].join(' ');
}
