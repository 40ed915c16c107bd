import React from 'react';
import { type InfraRow } from '../../analysis/infrastructure/infraRows';
import { hostUrl } from '../../correlation/pageUrls/infrastructure';
import { t, tCount } from '../../i18n/t';
import { formatBytes } from '../../ui/amounts';
import { EntityLink } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM, TABLE_WIDTHS } from '../../ui/entityTable/widths';
import { NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { formatThroughput } from './amountWords';
import {
  Aside,
  type ColumnContext,
  failingColumn,
  servicesColumn,
  stateColumn,
  Used,
  waitingColumn,
  valueIn,
} from './cells';
import { forecastText } from './words';

/** The columns of the table of hosts. */
export function hostColumns(context: ColumnContext): Array<Column<InfraRow>> {
  return [
    stateColumn(),
    nameColumn(context),
    cpuColumn(context),
    memoryColumn(context),
    filesystemColumn(),
    diskColumn(),
    networkColumn(),
    waitingColumn(),
    failingColumn(),
    servicesColumn(context),
  ];
}

function nameColumn({ shared }: ColumnContext): Column<InfraRow> {
  return {
    id: 'host',
    header: t('infra.table.host', 'Host'),
    sort: { values: ({ entity }) => [entity.name], first: 'smallest' },
    isRowHeader: true,
    cell: ({ entity }) => (
      <>
        <EntityLink href={appHref(hostUrl.write({ host: entity.id }), shared)}>{entity.name}</EntityLink>
        <Aside>{[entity.cluster, entity.product].filter(Boolean).join(' · ')}</Aside>
      </>
    ),
    csv: {
      host: ({ entity }) => entity.name,
      instance: ({ entity }) => entity.instance,
      cluster: ({ entity }) => entity.cluster,
      system: ({ entity }) => entity.product,
    },
  };
}

function cpuColumn(context: ColumnContext): Column<InfraRow> {
  return {
    id: 'cpu',
    header: t('infra.table.cpu', 'CPU'),
    hint: t('infra.table.cpu-hint', 'Share of CPU time in which the machine worked, over the last 5 minutes'),
    sort: { values: (row) => [valueIn(row, 'cpu')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used
        row={row}
        share={valueIn(row, 'cpu')}
        limit={0.9}
        measure="cpu"
        context={context}
        label={t('infra.table.cpu-line', 'CPU of {{name}}', { name: row.entity.name })}
        aside={
          valueIn(row, 'cpus') === undefined
            ? undefined
            : tCount('infra.table.cpus', valueIn(row, 'cpus') ?? 0, {
                one: 'of {{count}} CPU',
                other: 'of {{count}} CPUs',
              })
        }
      />
    ),
    csv: { cpu_used: (row) => valueIn(row, 'cpu'), cpus: (row) => valueIn(row, 'cpus') },
  };
}

function memoryColumn(context: ColumnContext): Column<InfraRow> {
  return {
    id: 'memory',
    header: t('infra.table.memory', 'Memory'),
    hint: t('infra.table.memory-hint', 'Share of memory that is not available to a new process'),
    sort: { values: (row) => [valueIn(row, 'memory')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used
        row={row}
        share={valueIn(row, 'memory')}
        limit={0.9}
        measure="memory"
        context={context}
        label={t('infra.table.memory-line', 'Memory of {{name}}', { name: row.entity.name })}
        aside={
          valueIn(row, 'memoryTotal') === undefined
            ? undefined
            : t('infra.table.of', 'of {{total}}', { total: formatBytes(valueIn(row, 'memoryTotal')) })
        }
      />
    ),
    csv: { memory_used: (row) => valueIn(row, 'memory'), memory_bytes: (row) => valueIn(row, 'memoryTotal') },
  };
}

function filesystemColumn(): Column<InfraRow> {
  return {
    id: 'filesystem',
    header: t('infra.table.filesystem', 'File system'),
    hint: t(
      'infra.table.filesystem-hint',
      'The fullest one, and when it is full: by the median slope of 6 hours or the time range, with its 95% interval'
    ),
    sort: { values: (row) => [valueIn(row, 'filesystem')], first: 'largest' },
    isNumber: true,
    cell: (row) => {
      const { filesystem } = row.entity.readings;
      const about = [filesystem?.part, row.forecast && forecastText(row.forecast)].filter(Boolean).join(', ');
      return <Used row={row} share={filesystem?.value} limit={0.95} aside={about} />;
    },
    csv: {
      filesystem_used: (row) => valueIn(row, 'filesystem'),
      filesystem: ({ entity }) => entity.readings.filesystem?.part,
      full_in_seconds: ({ forecast }) => (forecast?.kind === 'filling' ? forecast.seconds : undefined),
    },
    hideBelow: ROOM.phone,
  };
}

function diskColumn(): Column<InfraRow> {
  return {
    id: 'disk',
    header: t('infra.table.disk', 'Disk'),
    hint: t(
      'infra.table.disk-hint',
      'Share of time in which the busiest disk was busy; those of several parts do more'
    ),
    sort: { values: (row) => [valueIn(row, 'disk')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used row={row} share={valueIn(row, 'disk')} limit={Infinity} aside={row.entity.readings.disk?.part} />
    ),
    csv: { disk_busy: (row) => valueIn(row, 'disk'), disk: ({ entity }) => entity.readings.disk?.part },
    hideBelow: TABLE_WIDTHS.version,
  };
}

function networkColumn(): Column<InfraRow> {
  const total = (row: InfraRow) => {
    const [received, transmitted] = [valueIn(row, 'received'), valueIn(row, 'transmitted')];
    return received === undefined && transmitted === undefined ? undefined : (received ?? 0) + (transmitted ?? 0);
  };
  return {
    id: 'network',
    header: t('infra.table.network', 'Network'),
    hint: t('infra.table.network-hint', 'What is received and sent, over the last 5 minutes'),
    sort: { values: (row) => [total(row)], first: 'largest' },
    isNumber: true,
    cell: (row) =>
      total(row) === undefined ? (
        NO_VALUE
      ) : (
        <>
          <div>{t('infra.table.received', '{{rate}} in', { rate: formatThroughput(valueIn(row, 'received')) })}</div>
          <div>{t('infra.table.sent', '{{rate}} out', { rate: formatThroughput(valueIn(row, 'transmitted')) })}</div>
        </>
      ),
    csv: {
      received_bytes_per_second: (row) => valueIn(row, 'received'),
      sent_bytes_per_second: (row) => valueIn(row, 'transmitted'),
    },
    hideBelow: TABLE_WIDTHS.version,
  };
}
