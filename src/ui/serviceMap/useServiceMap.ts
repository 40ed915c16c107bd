import { useMemo } from 'react';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { healthRows } from '../../analysis/healthRows';
import { healthOfTraced, type OwnHealth, seesMoreErrors } from '../../analysis/serviceMap/ownHealth';
import { namedAsPages, servicesOf } from '../../analysis/serviceMap/pageNames';
import { useTelemetryClient } from '../../datasources/client/context';
import { serviceHealth } from '../../datasources/serviceHealth';
import { objectiveFor } from '../../datasources/settings';
import { t } from '../../i18n/t';
import { type ServiceEdge, type ServiceEdgesAnswer } from '../../telemetry/questions/traces';
import { comparisonOf } from '../charts/comparison';
import { useSourceContext, useTimeSpan } from '../page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../query/useAsyncQuery';
import { judgementText } from '../status/reasonText';
import { errorShareOf, isFailing } from './words';

/** How a service does by its own metrics, and why. */
export interface ShownHealth extends OwnHealth {
  /** In words. */
  reason: string;
}

/** How services do by their own metrics, by the names that pages use. */
type HealthByService = ReadonlyMap<string, ShownHealth>;

/** Who calls whom in the time range of a page, by the names that pages use, and how each of them does. */
export interface ServiceMapAnswers {
  edges: AsyncState<ServiceEdgesAnswer>;
  /** Empty while it is not known, and where metrics do not tell. */
  health: HealthByService;
  /** Failing calls of which the called service counts clearly fewer as failed: to callers 4xx are errors too. */
  with4xx: ReadonlySet<ServiceEdge>;
}

/**
 * Asks traces for the calls and, at the same time, metrics for what the state of services rests on. Services that
 * traces call otherwise get their names once these are known.
 */
export function useServiceMap(scene: SceneObject): ServiceMapAnswers {
  const { traces, identities } = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const asked = useAsyncQuery(
    async (signal) => (await traces.open(context)).serviceEdges(span, signal),
    [traces, context, span],
    t('service-map.source', 'The data source for traces')
  );
  const health = useServiceHealth(scene) ?? UNKNOWN;
  const { value } = asked;
  const names = useAsyncQuery(value && (() => identities.onPages(context, servicesOf(value.edges), span)), [
    identities,
    context,
    span,
    value,
  ]).value;
  const answer = useMemo(
    () => value && { ...value, edges: namedAsPages(value.edges, names ?? NO_NAMES) },
    [value, names]
  );
  const with4xx = useMemo(
    () =>
      new Set(
        // Only Tempo's generator counts the call as the caller saw it; of sampled calls the server's span is looked at.
        answer?.basis !== 'metrics'
          ? []
          : answer.edges.filter(
              (edge) =>
                !edge.isAsynchronous &&
                isFailing(edge) &&
                seesMoreErrors(edge.kind, errorShareOf(edge), health.get(edge.to))
            )
      ),
    [answer, health]
  );
  return { edges: { ...asked, value: answer }, health, with4xx };
}

const UNKNOWN: HealthByService = new Map();
const NO_NAMES: ReadonlyMap<string, string> = new Map();

function useServiceHealth(scene: SceneObject): HealthByService | undefined {
  const { metrics, settings } = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const comparison = comparisonOf(scene);
  const timeZone = sceneGraph.getTimeRange(scene).getTimeZone();
  return useAsyncQuery(
    async (signal) => {
      const [held, facts] = await Promise.all([
        settings.load(),
        serviceHealth(metrics, { ...context, comparison, timeZone }, span, signal),
      ]);
      const seconds = (span.to - span.from) / 1000;
      const rows = healthRows(facts, seconds, (name) => objectiveFor(name, held, seconds));
      return new Map(
        [...healthOfTraced(rows, held.joins)].map(([name, own]): [string, ShownHealth] => [
          name,
          { ...own, reason: judgementText(own.judgement, { comparison, seconds }) },
        ])
      );
    },
    [metrics, settings, context, span, comparison, timeZone],
    t('service-map.source-metrics', 'The data source for metrics')
  ).value;
}
