import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, LoadingState } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LoadingPlaceholder, Stack, TextLink, useStyles2 } from '@grafana/ui';
import { logsBehind, tracesBehind } from '../../../correlation/hops';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { type Condition, is } from '../../../telemetry/questions/metric';
import { formatCount, formatShare } from '../../../ui/format';
import { Hop } from '../../../ui/links/Hop';
import { hopLink } from '../../../ui/links/links';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { tableStyles } from '../../../ui/entityTable/styles';
import { panelStatus } from '../../../ui/charts/panelStatus';
import { ERROR_REFS } from './queries';
import { readErrorRows } from './rows';

interface ErrorsTableState extends SceneObjectState {
  linkTo: (route: string, search: string) => string;
  /** What all rows are of, for the ways on to logs and traces. */
  where: Condition[];
}

/** What failed, by route and status. */
export class ErrorsTable extends SceneObjectBase<ErrorsTableState> {
  static Component = ErrorsTableView;
}

function ErrorsTableView({ model }: SceneComponentProps<ErrorsTable>) {
  const styles = useStyles2(getStyles);
  const { linkTo, where } = model.useState();
  const { data } = sceneGraph.getData(model).useState();
  const search = useLocationService().getLocation().search;
  const status = panelStatus(data, [ERROR_REFS.errors, ERROR_REFS.clientErrors]);
  const rows = readErrorRows(data?.series ?? []);
  if (rows.length === 0) {
    if (!data || data.state === LoadingState.Loading || data.state === LoadingState.NotStarted) {
      return <LoadingPlaceholder text="Loading errors" />;
    }
    return status.kind === 'ready' || status.kind === 'empty' ? (
      <StatusMessage
        kind="empty"
        title="No errors"
        message="No request failed in this time range"
        advice="Choose a longer time range to look further back"
        action={null}
      />
    ) : (
      <StatusMessage kind={status.kind} message={status.message} />
    );
  }
  const behind = (hop: typeof logsBehind, route: string, code: string) =>
    hopLink(hop({ where: [...where, is('route', route), is('status', code)] }), sharedPart(search));
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Failed requests by route and status</caption>
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Status</th>
          <th scope="col">Requests</th>
          <th scope="col">Share of the route</th>
          <th scope="col">Ways on</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ route, status: code, count, share, isServerError }) => (
          <tr key={JSON.stringify([route, code])}>
            <td>
              <TextLink href={linkTo(route, search)} inline={false}>
                {route}
              </TextLink>
            </td>
            <td className={isServerError ? styles.server : styles.client}>{code}</td>
            <td className={styles.number}>{formatCount(count)}</td>
            <td className={styles.number}>{formatShare(share)}</td>
            <td>
              <Stack gap={1}>
                <Hop href={behind(logsBehind, route, code)} to="logs" of={`${route}, ${code}`} />
                <Hop href={behind(tracesBehind, route, code)} to="traces" of={`${route}, ${code}`} />
              </Stack>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  server: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  client: css({ color: theme.colors.warning.text }),
});
