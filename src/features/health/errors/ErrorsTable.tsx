import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, TextLink, useStyles2 } from '@grafana/ui';
import { logsBehind, tracesBehind } from '../../../correlation/links';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t } from '../../../i18n/t';
import { type Condition, is } from '../../../telemetry/questions/metric';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatCount, formatShare } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { SignalLink } from '../../../ui/links/SignalLink';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { panelStatus } from '../../../ui/charts/panelStatus';
import { isSettled } from '../../../ui/charts/useSettledData';
import { ERROR_REFS } from './queries';
import { type ErrorRow, readErrorRows } from './rows';

interface ErrorsTableState extends SceneObjectState {
  linkTo: (route: string, search: string) => string;
  /** What all rows are of, for the links to logs and traces. */
  where: Condition[];
}

/** What failed, by route and status. */
export class ErrorsTable extends SceneObjectBase<ErrorsTableState> {
  static Component = ErrorsTableView;
}

function ErrorsTableView({ model }: SceneComponentProps<ErrorsTable>) {
  const { linkTo, where } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const search = useLocationService().getLocation().search;
  const status = panelStatus(data, [ERROR_REFS.errors, ERROR_REFS.clientErrors]);
  const isLoading = !isSettled(data);
  const behind = (linkOf: typeof logsBehind, { route, status: code }: ErrorRow) =>
    appHref(linkOf({ where: [...where, is('route', route), is('status', code)] }), sharedPart(search));
  const route: Column<ErrorRow> = {
    id: 'route',
    header: t('service.errors.route', 'Route'),
    hint: t('service.errors.route-hint', 'By name'),
    sort: { values: (row) => [row.route], first: 'smallest' },
    cell: (row) => (
      <TextLink href={linkTo(row.route, search)} inline={false}>
        {row.route}
      </TextLink>
    ),
    csv: { route: (row) => row.route },
  };
  const links: Column<ErrorRow> = {
    id: 'links',
    header: t('service.errors.links', 'Links'),
    cell: (row) => (
      <Stack gap={1}>
        <SignalLink href={behind(logsBehind, row)} to="logs" of={`${row.route}, ${row.status}`} isIcon />
        <SignalLink href={behind(tracesBehind, row)} to="traces" of={`${row.route}, ${row.status}`} isIcon />
      </Stack>
    ),
  };
  return (
    <EntityTable
      rows={readErrorRows(data?.series ?? [])}
      columns={[route, ...figureColumns(), links]}
      keyOf={(row) => JSON.stringify([row.route, row.status])}
      noun="error"
      label={t('service.errors.label', 'Failed requests by route and status code')}
      isLabelShown
      isLoading={isLoading}
      empty={
        isLoading ? (
          <LoadingPlaceholder text={t('service.errors.loading', 'Loading errors')} />
        ) : (
          <NoErrors status={status} />
        )
      }
    />
  );
}

function NoErrors({ status }: { status: ReturnType<typeof panelStatus> }) {
  return status.kind === 'ready' || status.kind === 'empty' ? (
    <StatusMessage
      kind="empty"
      title={t('service.errors.none', 'No errors')}
      message={t('service.errors.none-message', 'No failed requests in this time range')}
      advice={t('service.errors.none-advice', 'Choose a longer time range to look further back')}
      action={null}
    />
  ) : (
    <StatusMessage kind={status.kind} message={status.message} />
  );
}

function figureColumns(): ReadonlyArray<Column<ErrorRow>> {
  return [
    {
      id: 'status',
      header: t('service.errors.status', 'Status code'),
      cell: (row) => <Status row={row} />,
      csv: { status: ({ status }) => status },
    },
    {
      id: 'requests',
      header: t('service.errors.requests', 'Requests'),
      hint: t('service.errors.requests-hint', 'Requests that failed with this status code'),
      sort: { values: ({ count }) => [count], first: 'largest' },
      isNumber: true,
      cell: ({ count }) => formatCount(count),
      csv: { requests: ({ count }) => count },
    },
    {
      id: 'share',
      header: t('service.errors.share', '% of route'),
      hint: t('service.errors.share-hint', 'Share of all requests of the route'),
      sort: { values: ({ share }) => [share], first: 'largest' },
      isNumber: true,
      cell: ({ share }) => formatShare(share),
      csv: { share_of_route: ({ share }) => share },
    },
  ];
}

function Status({ row: { status, isServerError } }: { row: ErrorRow }) {
  const styles = useStyles2(getStyles);
  return <span className={isServerError ? styles.server : styles.client}>{status}</span>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  server: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  client: css({ color: theme.colors.warning.text }),
});
