import React from 'react';
import { TextLink } from '@grafana/ui';
import { valueOf } from '../../analysis/infrastructure/findings';
import { type InfraRow } from '../../analysis/infrastructure/infraRows';
import { hostOfContainer } from '../../analysis/infrastructure/placement';
import { containerUrl, hostUrl } from '../../correlation/pageUrls/infrastructure';
import { t } from '../../i18n/t';
import { type InfraEntity } from '../../telemetry/questions/infrastructure';
import { formatBytes } from '../../ui/amounts';
import { EntityLink } from '../../ui/entityTable/cells';
import { type Column } from '../../ui/entityTable/column';
import { ROOM, TABLE_WIDTHS } from '../../ui/entityTable/widths';
import { NO_VALUE } from '../../ui/format';
import { appHref } from '../../ui/links/links';
import { formatThroughput, smallAmount } from './amountWords';
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

/** The columns of the table of containers; `hosts` are those that they may run on. */
export function containerColumns(context: ColumnContext, hosts: readonly InfraEntity[]): Array<Column<InfraRow>> {
  return [
    stateColumn(),
    nameColumn(context),
    hostColumn(context, hosts),
    cpuColumn(context),
    memoryColumn(context),
    networkColumn(),
    waitingColumn(),
    failingColumn(),
    servicesColumn(context),
  ];
}

function nameColumn({ shared }: ColumnContext): Column<InfraRow> {
  return {
    id: 'container',
    header: t('infra.table.container', 'Container'),
    sort: { values: ({ entity }) => [entity.name, entity.pod ?? ''], first: 'smallest' },
    isRowHeader: true,
    cell: ({ entity }) => (
      <>
        <EntityLink href={appHref(containerUrl.write({ container: entity.id }), shared)}>{entity.name}</EntityLink>
        <Aside>{placeOf(entity)}</Aside>
      </>
    ),
    csv: {
      container: ({ entity }) => entity.name,
      pod: ({ entity }) => entity.pod,
      namespace: ({ entity }) => entity.namespace,
      image: ({ entity }) => entity.product,
    },
  };
}

/** Its pod and namespace, or its image. */
function placeOf({ pod, namespace, product }: InfraEntity): string {
  return pod === undefined
    ? (product ?? '')
    : namespace === undefined
      ? pod
      : t('infra.table.pod', '{{pod}} in {{namespace}}', { pod, namespace });
}

function hostColumn({ shared }: ColumnContext, hosts: readonly InfraEntity[]): Column<InfraRow> {
  const nameOf = ({ entity }: InfraRow) => hostOfContainer(entity, hosts)?.name ?? entity.hostNames[0];
  return {
    id: 'host',
    header: t('infra.table.host', 'Host'),
    sort: { values: (row) => [nameOf(row)], first: 'smallest' },
    cell: (row) => {
      const host = hostOfContainer(row.entity, hosts);
      return host ? (
        <TextLink href={appHref(hostUrl.write({ host: host.id }), shared)} inline={false} color="primary">
          {host.name}
        </TextLink>
      ) : (
        (nameOf(row) ?? NO_VALUE)
      );
    },
    csv: { host: nameOf },
    hideBelow: TABLE_WIDTHS.time,
  };
}

function cpuColumn(context: ColumnContext): Column<InfraRow> {
  return {
    id: 'cpu',
    header: t('infra.table.cpu', 'CPU'),
    hint: t('infra.table.container-cpu-hint', 'Cores in use over the last 5 minutes, and the limit where there is one'),
    sort: { values: (row) => [valueOf(row.entity, 'cpuShare'), valueIn(row, 'cpuCores')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used
        row={row}
        share={valueOf(row.entity, 'cpuShare')}
        limit={0.9}
        text={coresText(valueIn(row, 'cpuCores'))}
        measure="cpuCores"
        context={context}
        label={t('infra.table.cpu-line', 'CPU of {{name}}', { name: row.entity.name })}
        aside={
          valueIn(row, 'cpuLimit') === undefined
            ? noLimit(row)
            : t('infra.table.of', 'of {{total}}', { total: coresText(valueIn(row, 'cpuLimit')) })
        }
      />
    ),
    csv: { cpu_cores: (row) => valueIn(row, 'cpuCores'), cpu_limit: (row) => valueIn(row, 'cpuLimit') },
  };
}

/** That there is no limit, where it would be known. */
function noLimit({ entity }: InfraRow): string | undefined {
  return entity.tellsLimits ? t('infra.table.no-limit', 'no limit') : undefined;
}

function coresText(cores: number | undefined): string {
  if (cores === undefined) {
    return NO_VALUE;
  }
  const text = smallAmount(cores);
  return text === '1' ? t('infra.table.core', '1 core') : t('infra.table.cores', '{{cores}} cores', { cores: text });
}

function memoryColumn(context: ColumnContext): Column<InfraRow> {
  return {
    id: 'memory',
    header: t('infra.table.memory', 'Memory'),
    hint: t(
      'infra.table.container-memory-hint',
      'Working set: what the kernel cannot take back at once, and the limit'
    ),
    sort: { values: (row) => [valueOf(row.entity, 'memoryShare'), valueIn(row, 'memoryUsed')], first: 'largest' },
    isNumber: true,
    cell: (row) => (
      <Used
        row={row}
        share={valueOf(row.entity, 'memoryShare')}
        limit={0.9}
        text={formatBytes(valueIn(row, 'memoryUsed'))}
        measure="memoryUsed"
        context={context}
        label={t('infra.table.memory-line', 'Memory of {{name}}', { name: row.entity.name })}
        aside={
          valueIn(row, 'memoryLimit') === undefined
            ? noLimit(row)
            : t('infra.table.of', 'of {{total}}', { total: formatBytes(valueIn(row, 'memoryLimit')) })
        }
      />
    ),
    csv: { memory_bytes: (row) => valueIn(row, 'memoryUsed'), memory_limit: (row) => valueIn(row, 'memoryLimit') },
  };
}

function networkColumn(): Column<InfraRow> {
  return {
    id: 'network',
    header: t('infra.table.network', 'Network'),
    hint: t('infra.table.network-hint', 'What is received and sent, over the last 5 minutes'),
    isNumber: true,
    cell: (row) =>
      valueIn(row, 'received') === undefined ? (
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
    hideBelow: ROOM.tablet,
  };
}
