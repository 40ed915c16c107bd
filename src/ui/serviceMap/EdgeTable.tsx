import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, TextLink, useStyles2 } from '@grafana/ui';
import { type ServiceEdge } from '../../telemetry/questions/traces';
import { EntityLink } from '../entityTable/cells';
import { type Column } from '../entityTable/column';
import { EntityTable } from '../entityTable/EntityTable';
import { type Sort } from '../entityTable/sort';
import { formatDuration, formatRate, formatShare } from '../format';
import { visuallyHidden } from '../visuallyHidden';
import { type ServiceMapLinks } from './ServiceMap';
import { errorShareOf, isFailing } from './words';

interface EdgeTableProps extends ServiceMapLinks {
  edges: readonly ServiceEdge[];
  caption: string;
  /** Left out where it is the same in all rows. */
  without?: 'from' | 'to';
}

/** Calls as a table: what the map says, in words and numbers. Failing ones first, then by rate. */
export function EdgeTable({ edges, caption, without, hrefOfNode, hrefOfEdge }: EdgeTableProps) {
  const [sort, setSort] = useState<Sort>();
  const party = (name: string, kind: ServiceEdge['kind']) => {
    const href = hrefOfNode(name, kind);
    return href === undefined ? name : <EntityLink href={href}>{name}</EntityLink>;
  };
  const caller: Column<ServiceEdge> = {
    id: 'from',
    header: 'Caller',
    cell: ({ from }) => party(from, 'service'),
    csv: { caller: ({ from }) => from },
  };
  const called: Column<ServiceEdge> = {
    id: 'to',
    header: 'Called',
    cell: ({ to, kind }) => party(to, kind),
    csv: { called: ({ to }) => to },
  };
  const traces: Column<ServiceEdge> = {
    id: 'traces',
    header: 'Traces',
    cell: (edge) => (
      <TextLink
        href={hrefOfEdge(edge)}
        inline={false}
        color="secondary"
        aria-label={`traces of calls from ${edge.from} to ${edge.to}`}
      >
        traces →
      </TextLink>
    ),
  };
  return (
    <EntityTable
      rows={[...edges].sort(
        (a, b) => Number(isFailing(b)) - Number(isFailing(a)) || b.rate - a.rate || a.to.localeCompare(b.to)
      )}
      columns={[...(without === 'from' ? [] : [caller]), ...(without === 'to' ? [] : [called]), ...NUMBERS, traces]}
      keyOf={({ from, to, kind }) => `${from} ${to} ${kind}`}
      noun="call"
      // Once a column sorts, its head says how.
      label={sort ? caption : `${caption}, failing ones first`}
      isLabelShown
      sort={sort}
      onSort={setSort}
    />
  );
}

const NUMBERS: ReadonlyArray<Column<ServiceEdge>> = [
  { id: 'kind', header: 'Kind', cell: ({ kind }) => kind, csv: { kind: ({ kind }) => kind } },
  {
    id: 'rate',
    header: 'Calls',
    hint: 'Calls per second',
    sort: { values: ({ rate }) => [rate], first: 'largest' },
    isNumber: true,
    cell: ({ rate }) => formatRate(rate),
    csv: { calls_per_second: ({ rate }) => rate },
  },
  {
    id: 'errors',
    header: 'Errors',
    hint: 'Share of calls that failed',
    sort: { values: (edge) => [errorShareOf(edge)], first: 'largest' },
    isNumber: true,
    cell: (edge) => <Errors edge={edge} />,
    csv: { error_ratio: errorShareOf },
  },
  {
    id: 'p95',
    header: 'p95',
    hint: '95 % of calls take up to this long',
    sort: { values: ({ p95 }) => [p95], first: 'largest' },
    isNumber: true,
    cell: ({ p95 }) => formatDuration(p95),
    csv: { p95_seconds: ({ p95 }) => p95 },
  },
];

function Errors({ edge }: { edge: ServiceEdge }) {
  const styles = useStyles2(getStyles);
  const share = formatShare(errorShareOf(edge));
  return isFailing(edge) ? (
    <span className={styles.failing}>
      <Icon name="exclamation-circle" aria-hidden /> <span className={visuallyHidden}>failing:</span> {share}
    </span>
  ) : (
    <>{share}</>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  failing: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
