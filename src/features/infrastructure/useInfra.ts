import { useMemo } from 'react';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { infraRows, type InfraRow } from '../../analysis/infrastructure/infraRows';
import { type Caller } from '../../analysis/infrastructure/callers';
import { type Placed } from '../../analysis/infrastructure/placement';
import { useTelemetryClient } from '../../datasources/client/context';
import { type Failure } from '../../datasources/failure';
import { askCallers } from '../../datasources/infrastructure/askCallers';
import { askInfra, askInfraLines, type InfraLines } from '../../datasources/infrastructure/askInfra';
import { askPlaced } from '../../datasources/infrastructure/askPlaced';
import { openInfra } from '../../datasources/infrastructure/infraSources';
import { t } from '../../i18n/t';
import { INFRA_KINDS, type InfraEntity, type InfraKind } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { useSourceContext, useTimeSpan } from '../../ui/page/sourceContext';
import { type AsyncState, useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { useSampleMode } from '../../ui/status/useSampleMode';

/** All that is known of one kind. */
export interface ShownKind {
  /** The worst first; undefined where it is not known. */
  rows?: readonly InfraRow[];
  /** How many there are in environments that are not chosen. */
  elsewhere?: number;
  /** Of each column so many rows have a value, and there may be more. */
  cutAt?: number;
  failure?: Failure;
}

/** What the pages of infrastructure show: each part when it is there. */
export interface InfraView {
  kinds: Readonly<Record<InfraKind, ShownKind>>;
  /** Nothing was answered yet. */
  isFirst: boolean;
  isLoading: boolean;
  /** Nobody was asked: there is no data source, say. */
  failure?: Failure;
  lines: AsyncState<InfraLines>;
  /** Services by the ids of hosts and containers. */
  placed: AsyncState<Map<string, Placed[]>>;
  /** Services by the ids of the databases that they call. */
  callers: AsyncState<Map<string, Caller[]>>;
  /** The time that the rows are of. */
  span: TimeSpan;
  timeZone: string;
}

/**
 * Asks about hosts, containers and databases, and again with each refresh of the page.
 * @param asksCallers traces are asked who calls databases
 */
export function useInfra(scene: SceneObject, asksCallers = false): InfraView {
  const client = useTelemetryClient();
  const context = useSourceContext(scene);
  const span = useTimeSpan(scene);
  const isSample = useSampleMode();
  const about = t('infra.source', 'Prometheus');
  const { value, isLoading, failure } = useAsyncQuery(
    async (signal) => {
      const source = await openInfra(client, context);
      return { source, span, parts: await askInfra(source, span, signal) };
    },
    [client, context, span, isSample],
    about
  );
  const lines = useAsyncQuery(
    value && ((signal) => askInfraLines(value.source, value.parts, value.span, signal)),
    [value],
    about
  );
  const placed = useAsyncQuery(
    value &&
      ((signal) => {
        const all = INFRA_KINDS.flatMap((kind): InfraEntity[] => value.parts[kind].value ?? []);
        return askPlaced(value.source, client.metrics, context, all, value.span, signal);
      }),
    [value],
    about
  );
  const databases = value?.parts.database.value;
  const callers = useAsyncQuery(
    value && databases && asksCallers
      ? (signal) => askCallers(client, context, databases, value.span, signal)
      : undefined,
    [value],
    t('infra.source-traces', 'The data source for traces')
  );
  const filling = lines.value?.filling;
  const kinds = useMemo(() => {
    const shown = (kind: InfraKind): ShownKind => {
      const part = value?.parts[kind];
      if (!part?.value) {
        return { failure: part?.failure };
      }
      const { value: entities, elsewhere, cutAt } = part;
      return { rows: infraRows(entities, filling), elsewhere, cutAt };
    };
    return { host: shown('host'), container: shown('container'), database: shown('database') };
  }, [value, filling]);
  return {
    kinds,
    isFirst: value === undefined,
    isLoading,
    failure,
    lines,
    placed,
    callers,
    span: value?.span ?? span,
    timeZone: sceneGraph.getTimeRange(scene).getTimeZone(),
  };
}
