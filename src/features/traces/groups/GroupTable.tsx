import React from 'react';
import { type SpanGroup } from '../../../analysis/spanGroups';
import { t } from '../../../i18n/t';
import { Bar, EntityLink } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { ROOM } from '../../../ui/entityTable/widths';
import { formatDuration, formatRate, formatShare } from '../../../ui/format';
import { valueWords } from '../../../ui/differences/fieldWords';

/** More values than this nobody reads; the exported file has them all. */
export const MOST_SHOWN = 200;

interface GroupTableProps {
  groups: readonly SpanGroup[];
  /** What they are grouped by, as it is read. */
  field: string;
  hrefOf: (value: string) => string;
  isLoading: boolean;
}

/** Values of an attribute, each with how often it occurs, what of it fails, and how long it takes. */
export function GroupTable({ groups, field, hrefOf, isLoading }: GroupTableProps) {
  const hasRates = groups.some(({ rate }) => rate !== undefined);
  return (
    <EntityTable
      rows={groups}
      columns={[value(field, hrefOf), ...(hasRates ? [rate()] : []), share(), errors(), p95()]}
      keyOf={(group) => group.value}
      noun="group"
      label={t('traces.groups.table', 'Requests by {{field}}', { field })}
      isLoading={isLoading}
      limit={MOST_SHOWN}
    />
  );
}

function value(field: string, hrefOf: GroupTableProps['hrefOf']): Column<SpanGroup> {
  return {
    id: 'value',
    header: field,
    isRowHeader: true,
    cell: (group) => <EntityLink href={hrefOf(group.value)}>{valueWords(group.value)}</EntityLink>,
    csv: { value: (group) => group.value },
  };
}

function rate(): Column<SpanGroup> {
  return {
    id: 'rate',
    header: t('traces.groups.rate', 'Requests'),
    hint: t('traces.groups.rate-hint', 'Requests per second'),
    sort: { values: (group) => [group.rate], first: 'largest' },
    isNumber: true,
    cell: (group) => formatRate(group.rate),
    csv: { requests_per_second: (group) => group.rate },
  };
}

function share(): Column<SpanGroup> {
  return {
    id: 'share',
    header: t('traces.groups.share', 'Share'),
    hint: t('traces.groups.share-hint', 'Share of these requests'),
    sort: { values: (group) => [group.share], first: 'largest' },
    hideBelow: ROOM.phone,
    isNumber: true,
    scale: (rows) => Math.max(...rows.map((row) => row.share)),
    cell: (group, scale) => (
      <Bar text={formatShare(group.share)} share={scale > 0 ? group.share / scale : 0} tone="primary" />
    ),
    csv: { share: (group) => group.share },
  };
}

function errors(): Column<SpanGroup> {
  return {
    id: 'errors',
    header: t('traces.groups.errors', 'Error rate'),
    hint: t('traces.groups.errors-hint', 'Share of requests that failed'),
    sort: { values: (group) => [group.errorShare], first: 'largest' },
    isNumber: true,
    scale: (rows) => Math.max(...rows.map((row) => row.errorShare)),
    cell: (group, scale) => (
      <Bar text={formatShare(group.errorShare)} share={scale > 0 ? group.errorShare / scale : 0} tone="bad" />
    ),
    csv: { error_ratio: (group) => group.errorShare },
  };
}

function p95(): Column<SpanGroup> {
  return {
    id: 'p95',
    header: t('traces.groups.p95', 'p95'),
    hint: t('traces.groups.p95-hint', '95th percentile latency'),
    sort: { values: (group) => [group.p95], first: 'largest' },
    isNumber: true,
    scale: (rows) => Math.max(0, ...rows.map((row) => row.p95 ?? 0)),
    cell: (group, scale) => (
      <Bar text={formatDuration(group.p95)} share={scale > 0 ? (group.p95 ?? 0) / scale : 0} tone="neutral" />
    ),
    csv: { p95_seconds: (group) => group.p95 },
  };
}
