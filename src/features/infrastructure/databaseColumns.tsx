import React from 'react';
import { TextLink } from '@grafana/ui';
import { valueOf } from '../../analysis/infrastructure/findings';
import { type Caller } from '../../analysis/infrastructure/callers';
import { type InfraRow } from '../../analysis/infrastructure/infraRows';
import { serviceUrl } from '../../correlation/pageUrls/service';
import { t } from '../../i18n/t';
import { formatBytes } from '../../ui/amounts';
import { type Column } from '../../ui/entityTable/column';
import { ROOM } from '../../ui/entityTable/widths';
import { formatCount, formatRate, formatShare, NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { Aside, type ColumnContext, failingColumn, stateColumn, Used, waitingColumn, valueIn } from './cells';

/** The columns of the table of databases, caches and queues. */
export function databaseColumns(
  context: ColumnContext,
  callers: ReadonlyMap<string, readonly Caller[]>
): Array<Column<InfraRow>> {
  return [
    stateColumn(),
    nameColumn(),
    connectionsColumn(context),
    hitRatioColumn(),
    memoryColumn(),
    waitingColumn(),
    failingColumn(),
    callersColumn(context, callers),
  ];
}

function nameColumn(): Column<InfraRow> {
  return {
    id: 'database',
    header: t('infra.table.database', 'Database or cache'),
    sort: { values: ({ entity }) => [entity.product, entity.name], first: 'smallest' },
    isRowHeader: true,
    cell: ({ entity }) => (
      <>
        {entity.product}
        <Aside>{entity.name}</Aside>
      </>
    ),
    csv: { product: ({ entity }) => entity.product, instance: ({ entity }) => entity.instance },
  };
}

function connectionsColumn(context: ColumnContext): Column<InfraRow> {
  return {
    id: 'connections',
    header: t('infra.table.connections', 'Connections'),
    hint: t('infra.table.connections-hint', 'Open now, and how many it takes at most'),
    sort: { values: (row) => [valueOf(row.entity, 'connectionShare')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used
        row={row}
        share={valueOf(row.entity, 'connectionShare')}
        limit={0.8}
        text={formatCount(valueIn(row, 'connections'))}
        measure="connections"
        context={context}
        label={t('infra.table.connections-line', 'Connections of {{name}}', { name: row.entity.name })}
        aside={
          valueIn(row, 'connectionLimit') === undefined
            ? undefined
            : t('infra.table.of', 'of {{total}}', { total: formatCount(valueIn(row, 'connectionLimit')) })
        }
      />
    ),
    csv: { connections: (row) => valueIn(row, 'connections'), limit: (row) => valueIn(row, 'connectionLimit') },
  };
}

function hitRatioColumn(): Column<InfraRow> {
  return {
    id: 'hits',
    header: t('infra.table.hits', 'Hit ratio'),
    hint: t('infra.table.hits-hint', 'Share of reads that memory answered, over the last 5 minutes'),
    sort: { values: (row) => [valueIn(row, 'hitRatio')], first: 'smallest' },
    isNumber: true,
    align: 'end',
    cell: (row) => formatShare(valueIn(row, 'hitRatio')),
    csv: { hit_ratio: (row) => valueIn(row, 'hitRatio') },
  };
}

function memoryColumn(): Column<InfraRow> {
  return {
    id: 'memory',
    header: t('infra.table.memory', 'Memory'),
    hint: t('infra.table.database-memory-hint', 'What it says to use itself, and its limit; not every product says so'),
    sort: { values: (row) => [valueIn(row, 'memoryUsed')], first: 'largest' },
    isNumber: true,
    cell: (row) =>
      valueIn(row, 'memoryUsed') === undefined ? (
        NO_VALUE
      ) : (
        <Used
          row={row}
          share={valueOf(row.entity, 'memoryShare')}
          limit={0.95}
          text={formatBytes(valueIn(row, 'memoryUsed'))}
          aside={
            valueIn(row, 'memoryLimit') === undefined
              ? undefined
              : t('infra.table.of', 'of {{total}}', { total: formatBytes(valueIn(row, 'memoryLimit')) })
          }
        />
      ),
    csv: { memory_bytes: (row) => valueIn(row, 'memoryUsed'), memory_limit: (row) => valueIn(row, 'memoryLimit') },
    hideBelow: ROOM.phablet,
  };
}

/** So many services are named in a row. */
const MOST_NAMED = 3;

/** The services that call it, as their spans tell. */
function callersColumn({ shared }: ColumnContext, callers: ReadonlyMap<string, readonly Caller[]>): Column<InfraRow> {
  const of = ({ entity }: InfraRow) => callers.get(entity.id) ?? [];
  return {
    id: 'callers',
    header: t('infra.table.callers', 'Called by'),
    hint: t(
      'infra.table.callers-hint',
      'Services whose spans call this address, or this product where there is only one of it; most calls first'
    ),
    cell: (row) => {
      const all = of(row);
      const more = all.length - MOST_NAMED;
      return all.length === 0 ? (
        NO_VALUE
      ) : (
        <>
          {all.slice(0, MOST_NAMED).map(({ service, rate }) => (
            <div key={service}>
              <TextLink
                href={appHref(serviceUrl.write({ service, tab: 'dependencies' }), shared)}
                inline
                color="primary"
              >
                {service}
              </TextLink>{' '}
              {formatRate(rate)}
            </div>
          ))}
          {more > 0 && <Aside>{t('infra.table.services-more', '{{more}} more', { more })}</Aside>}
        </>
      );
    },
    csv: {
      called_by: (row) =>
        of(row)
          .map(({ service }) => service)
          .join(' '),
    },
    hideBelow: ROOM.tablet,
  };
}
