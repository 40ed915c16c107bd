import React, { useEffect } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, LoadingState } from '@grafana/data';
import {
  behaviors,
  type SceneComponentProps,
  type SceneCSSGridLayout,
  sceneGraph,
  SceneObjectBase,
  type SceneObjectState,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import { LinkButton, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { type InfraRow } from '../../../analysis/infrastructure/infraRows';
import { containerUrl, hostUrl, infrastructureUrl } from '../../../correlation/pageUrls/infrastructure';
import { useTelemetryClient } from '../../../datasources/client/context';
import { stepOf } from '../../../datasources/infrastructure/askInfra';
import { openInfra } from '../../../datasources/infrastructure/infraSources';
import { t } from '../../../i18n/t';
import { type InfraEntity } from '../../../telemetry/questions/infrastructure';
import { grid } from '../../../ui/charts/layout';
import { appHref } from '../../../ui/links/links';
import { momentFormat } from '../../../ui/momentFormat';
import { namePage } from '../../../ui/page/pageTitle';
import { useSourceContext } from '../../../ui/page/sourceContext';
import { usePageUrl } from '../../../ui/page/usePageUrl';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { VerdictLine } from '../../../ui/status/VerdictLine';
import { type InfraView, useInfra } from '../useInfra';
import { findingsText } from '../verdictWords';
import { entityText } from '../words';
import { buildCharts, type Chart, chartMeasures, drawChart, emptyChart } from './charts';
import { Residents } from './Residents';

interface EntityBodyState extends SceneObjectState {
  kind: 'host' | 'container';
  charts: Chart[];
  layout: SceneCSSGridLayout;
}

/** The page of one host or one container, which the address names. */
export class EntityBody extends SceneObjectBase<EntityBodyState> {
  static Component = EntityBodyView;

  constructor({ kind }: Pick<EntityBodyState, 'kind'>) {
    const charts = buildCharts(kind);
    super({
      kind,
      charts,
      layout: grid(
        charts.map(({ panel }) => panel),
        '220px',
        360
      ),
      $behaviors: [new behaviors.CursorSync({ sync: DashboardCursorSync.Crosshair })],
    });
  }
}

function EntityBodyView({ model }: SceneComponentProps<EntityBody>) {
  const styles = useStyles2(getStyles);
  const { kind } = model.useState();
  const { state: host } = usePageUrl(hostUrl);
  const { state: container, shared } = usePageUrl(containerUrl);
  const view = useInfra(model);
  const id = kind === 'host' ? host.host : container.container;
  const row = view.kinds[kind].rows?.find(({ entity }) => entity.id === id);
  const name = row?.entity.name;
  useEffect(() => {
    if (name !== undefined) {
      namePage(model, name);
    }
  }, [model, name]);
  const failure = view.failure ?? view.kinds[kind].failure;
  if (row) {
    return <Entity model={model} row={row} view={view} shared={shared} />;
  }
  if (failure) {
    return <StatusMessage {...failure} />;
  }
  if (view.isFirst) {
    return <LoadingPlaceholder text={t('infra.loading', 'Loading hosts and containers')} />;
  }
  return (
    <div className={styles.page}>
      <StatusMessage
        kind="empty"
        title={
          kind === 'host'
            ? t('infra.missing.host', 'Host not found')
            : t('infra.missing.container', 'Container not found')
        }
        message={t('infra.missing.entity', 'Nothing is called “{{id}}” at the end of this time range', { id })}
        action={
          <LinkButton size="sm" variant="secondary" href={appHref(infrastructureUrl.write({}), shared)}>
            {t('infra.all', 'All hosts and containers')}
          </LinkButton>
        }
      />
    </div>
  );
}

interface EntityProps {
  model: EntityBody;
  row: InfraRow;
  view: InfraView;
  shared: URLSearchParams;
}

function Entity({ model, row, view, shared }: EntityProps) {
  const styles = useStyles2(getStyles);
  const { layout } = model.useState();
  const { entity, state } = row;
  const failure = useCharts(model, entity, view);
  const formatTime = momentFormat(view.span, view.timeZone);
  const lines = view.lines.value?.lines ?? [];
  const found = findingsText(row, lines, formatTime);
  const about = [entity.cluster, entity.namespace, entity.pod, entity.product, entity.instance].filter(
    (fact) => fact !== undefined && fact !== ''
  );
  return (
    <div className={styles.page}>
      <VerdictLine state={state} facts={about.length > 0 ? [about.join(' · ')] : []} testId="infra-entity-verdict">
        {entityVerdict(row, found)}
      </VerdictLine>
      {failure && <StatusMessage {...failure} />}
      {/* Scenes' grid grows to what room there is, and would push what follows to the end of the page. */}
      <div>
        <layout.Component model={layout} />
      </div>
      <Residents entity={entity} view={view} shared={shared} />
    </div>
  );
}

function entityVerdict({ entity, state }: InfraRow, findings: string | undefined): string {
  const values = { entity: entityText(entity) };
  if (findings !== undefined) {
    return t('infra.entity.findings', '{{entity}}: {{findings}}', { ...values, findings });
  }
  return state === 'unknown'
    ? t('infra.entity.unknown', '{{entity}}: no readings at the end of this time range', values)
    : t('infra.entity.ok', '{{entity}}: nothing is full, waiting or failing', values);
}

/** Asks for what the charts draw, and draws it; the charts outlive the page of a host, and are emptied for another. */
function useCharts(model: EntityBody, entity: InfraEntity, { span }: InfraView) {
  const client = useTelemetryClient();
  const context = useSourceContext(model);
  const isSample = useSampleMode();
  const { kind, charts } = model.useState();
  const { value, failure } = useAsyncQuery(
    async (signal) => {
      const source = await openInfra(client, context);
      return { id: entity.id, series: await source.over([entity], chartMeasures(kind), span, stepOf(span), signal) };
    },
    [client, context, isSample, entity.id, span],
    t('infra.source', 'Prometheus')
  );
  const series = value?.id === entity.id ? value.series : undefined;
  const isRefused = failure !== undefined;
  useEffect(() => {
    const range = sceneGraph.getTimeRange(model).state.value;
    charts.forEach((chart) =>
      series
        ? drawChart(chart, series, range)
        : emptyChart(chart, isRefused ? LoadingState.Done : LoadingState.Loading, range)
    );
  }, [model, charts, series, isRefused]);
  return failure;
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%', minWidth: 0 }),
});
