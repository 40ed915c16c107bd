import React from 'react';
import { type CostRow } from '../../../analysis/logCost/costRows';
import { logsUrl } from '../../../correlation/pageUrls/logs';
import { t } from '../../../i18n/t';
import { EntityLink, ServiceName } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { ROOM } from '../../../ui/entityTable/widths';
import { formatCount, formatShare } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { TrendLine } from '../../../ui/TrendLine';
import { formatBytes } from '../../../ui/amounts';
import { bytesColumn } from './bytesColumn';

/** The columns of the table of services by what their logs cost. */
export function costColumns(shared: URLSearchParams): Array<Column<CostRow>> {
  return [
    {
      id: 'service',
      header: t('stack.cost.service', 'Service'),
      sort: { values: ({ service }) => [service], first: 'smallest' },
      isRowHeader: true,
      cell: ({ service }) =>
        service === '' ? (
          t('stack.cost.no-service', 'no service named')
        ) : (
          <ServiceName service={service}>
            <EntityLink href={hrefOf(service, shared)}>{service}</EntityLink>
          </ServiceName>
        ),
      csv: { service: ({ service }) => service },
    },
    bytesColumn({ header: t('stack.cost.bytes', 'Bytes') }),
    {
      id: 'trend',
      header: t('stack.cost.trend', 'Over time'),
      cell: ({ service, trend }) => (
        <TrendLine values={trend} label={t('stack.cost.trend-of', 'Bytes of {{service}} over time', { service })} />
      ),
      hideBelow: ROOM.phablet,
    },
    {
      id: 'day',
      header: t('stack.cost.day', 'Per day'),
      hint: t('stack.cost.day-hint', 'At the pace of the time range'),
      sort: { values: ({ perDay }) => [perDay], first: 'largest' },
      isNumber: true,
      align: 'end',
      cell: ({ perDay }) => formatBytes(perDay),
      csv: { bytes_per_day: ({ perDay }) => perDay },
      hideBelow: ROOM.phone,
    },
    {
      id: 'lines',
      header: t('stack.cost.lines', 'Log lines'),
      sort: { values: ({ lines }) => [lines], first: 'largest' },
      isNumber: true,
      align: 'end',
      cell: ({ lines }) => formatCount(lines),
      csv: { lines: ({ lines }) => lines },
      hideBelow: ROOM.phone,
    },
    {
      id: 'levels',
      header: t('stack.cost.levels', 'Bytes by level'),
      cell: levelsOf,
      csv: { levels: levelsOf },
      hideBelow: ROOM.tablet,
    },
  ];
}

function hrefOf(service: string, shared: URLSearchParams): string {
  const where = [{ field: 'service' as const, op: 'in' as const, values: [service] }];
  return appHref(logsUrl.write({ where, tab: 'patterns' }), shared);
}

/** `info 82% · debug 17%`: levels are called the same in every language. */
function levelsOf({ bytes: all, levels }: CostRow): string {
  return levels
    .filter(({ bytes }) => bytes > 0)
    .map(({ level, bytes }) => `${level} ${formatShare(bytes / all)}`)
    .join(' · ');
}
