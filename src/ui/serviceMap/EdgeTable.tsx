import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { EntityLink } from '../entityTable/cells';
import { type Column } from '../entityTable/column';
import { EntityTable } from '../entityTable/EntityTable';
import { type Sort } from '../entityTable/sort';
import { formatDuration, formatRate } from '../format';
import { visuallyHidden } from '../visuallyHidden';
import { type ServiceMapLinks } from './ServiceMap';
import { type ServiceMapAnswers } from './useServiceMap';
import { edgeKey, edgeKindWords, errorShareOf, errorWords, isFailing } from './words';

interface EdgeTableProps extends ServiceMapLinks {
  edges: readonly ServiceEdge[];
  with4xx: ServiceMapAnswers['with4xx'];
  caption: string;
  /** Left out where it is the same in all rows. */
  without?: 'from' | 'to';
}

/** Calls as a table: what the map says, in words and numbers. Failing ones first, then by rate. */
export function EdgeTable({ edges, with4xx, caption, without, hrefOfNode, hrefOfEdge }: EdgeTableProps) {
  const [sort, setSort] = useState<Sort>();
  const party = (name: string, kind: ServiceEdge['kind']) => {
    const href = hrefOfNode(name, kind);
    return href === undefined ? name : <EntityLink href={href}>{name}</EntityLink>;
  };
  const caller: Column<ServiceEdge> = {
    id: 'from',
    header: t('service-map.table.caller', 'Caller'),
    cell: ({ from, fromKind }) => party(from, fromKind ?? 'service'),
    csv: { caller: ({ from }) => from },
  };
  const called: Column<ServiceEdge> = {
    id: 'to',
    header: t('service-map.table.callee', 'Callee'),
    cell: ({ to, kind }) => party(to, kind),
    csv: { callee: ({ to }) => to },
  };
  const traces: Column<ServiceEdge> = {
    id: 'traces',
    header: t('service-map.table.traces', 'Traces'),
    cell: (edge) => (
      <TextLink
        href={hrefOfEdge(edge)}
        inline={false}
        color="secondary"
        aria-label={t('service-map.table.traces-of', 'Traces of calls from {{from}} to {{to}}', {
          from: edge.from,
          to: edge.to,
        })}
      >
        {t('service-map.table.traces', 'Traces')}
      </TextLink>
    ),
  };
  return (
    <EntityTable
      rows={[...edges].sort(
        (a, b) => Number(isFailing(b)) - Number(isFailing(a)) || b.rate - a.rate || a.to.localeCompare(b.to)
      )}
      columns={[
        ...(without === 'from' ? [] : [caller]),
        ...(without === 'to' ? [] : [called]),
        ...numberColumns(with4xx),
        traces,
      ]}
      keyOf={edgeKey}
      noun="call"
      // Once a column sorts, its head says how.
      label={sort ? caption : t('service-map.table.failing-first', '{{calls}}, failing first', { calls: caption })}
      isLabelShown
      sort={sort}
      onSort={setSort}
    />
  );
}

function numberColumns(with4xx: EdgeTableProps['with4xx']): Array<Column<ServiceEdge>> {
  return [
    {
      id: 'kind',
      header: t('service-map.table.kind', 'Kind'),
      cell: (edge) => edgeKindWords(edge),
      csv: { kind: ({ kind }) => kind, asynchronous: ({ isAsynchronous }) => String(isAsynchronous === true) },
    },
    {
      id: 'rate',
      header: t('service-map.table.rate', 'Calls'),
      hint: t('service-map.table.rate-hint', 'Calls per second'),
      sort: { values: ({ rate }) => [rate], first: 'largest' },
      isNumber: true,
      cell: ({ rate }) => formatRate(rate),
      csv: { calls_per_second: ({ rate }) => rate },
    },
    {
      id: 'errors',
      header: t('service-map.table.errors', 'Error rate'),
      hint: t('service-map.table.errors-hint', 'Share of calls that failed, as the caller saw them'),
      sort: { values: (edge) => [errorShareOf(edge)], first: 'largest' },
      isNumber: true,
      cell: (edge) => <Errors edge={edge} has4xx={with4xx.has(edge)} />,
      csv: { error_ratio: errorShareOf },
    },
    {
      id: 'p95',
      header: t('service-map.table.p95', 'p95'),
      hint: t('service-map.table.p95-hint', '95th percentile latency of calls'),
      sort: { values: ({ p95 }) => [p95], first: 'largest' },
      isNumber: true,
      cell: ({ p95 }) => formatDuration(p95),
      csv: { p95_seconds: ({ p95 }) => p95 },
    },
  ];
}

function Errors({ edge, has4xx }: { edge: ServiceEdge; has4xx: boolean }) {
  const styles = useStyles2(getStyles);
  const share = errorWords(edge, has4xx);
  return isFailing(edge) ? (
    <span className={styles.failing}>
      <Icon name="exclamation-circle" aria-hidden />{' '}
      <span className={visuallyHidden}>{t('service-map.table.failing', 'failing:')}</span> {share}
    </span>
  ) : (
    <>{share}</>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  failing: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
