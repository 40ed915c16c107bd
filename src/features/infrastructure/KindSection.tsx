import React from 'react';
import { Text } from '@grafana/ui';
import { type InfraRow } from '../../analysis/infrastructure/infraRows';
import { t, tCount } from '../../i18n/t';
import { type InfraKind, type InfraSeries } from '../../telemetry/questions/infrastructure';
import { ConfigText } from '../../ui/ConfigText';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { type Sort } from '../../ui/entityTable/sort';
import { Section } from '../../ui/page/Section';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { scrapeJobs } from './scrapeJobs';
import { findingsText } from './verdictWords';
import { type ShownKind } from './useInfra';
import { kindText } from './words';

interface KindSectionProps {
  kind: InfraKind;
  shown: ShownKind;
  columns: ReadonlyArray<Column<InfraRow>>;
  filter: string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  isLoading: boolean;
  lines: readonly InfraSeries[];
  formatTime: (time: number) => string;
}

/** The table of one kind, the worst first; where there is none, what would make it known. */
export function KindSection(props: KindSectionProps) {
  const { kind, shown, columns, filter, sort, onSort, isLoading, lines, formatTime } = props;
  const title = titleOf(kind);
  const note = (row: InfraRow) => findingsText(row, lines, formatTime);
  return (
    <Section title={title}>
      {shown.failure && <StatusMessage {...shown.failure} />}
      {shown.rows?.length === 0 &&
        (shown.elsewhere ? <Elsewhere kind={kind} count={shown.elsewhere} /> : <Missing kind={kind} />)}
      {shown.cutAt !== undefined && (
        <Text color="secondary" variant="bodySmall" element="p">
          {tCount('infra.cut', shown.cutAt, {
            one: 'Only the highest value of each measure was read, an empty cell may have one',
            other: 'Only the {{count}} highest values of each measure were read, an empty cell may have one',
          })}
        </Text>
      )}
      {shown.rows && shown.rows.length > 0 && (
        <EntityTable
          rows={shown.rows}
          columns={columns}
          keyOf={({ entity }) => entity.id}
          nameOf={({ entity }) => [entity.name, entity.pod, entity.namespace, entity.product].filter(Boolean).join(' ')}
          testIdOf={({ entity }) => `${kind}-${entity.pod ?? entity.name}`}
          noteOf={note}
          noun={kind}
          label={title}
          sort={sort}
          onSort={onSort}
          filter={filter}
          isLoading={isLoading}
        />
      )}
    </Section>
  );
}

function titleOf(kind: InfraKind): string {
  switch (kind) {
    case 'host':
      return t('infra.section.hosts', 'Hosts');
    case 'container':
      return t('infra.section.containers', 'Containers');
    case 'database':
      return t('infra.section.databases', 'Databases and caches');
  }
}

/** There are some, but in environments that are not chosen. */
function Elsewhere({ kind, count }: { kind: InfraKind; count: number }) {
  return (
    <StatusMessage
      kind="empty"
      message={t('infra.elsewhere', 'No {{kind}} in the chosen environment: {{count}} in others', {
        kind: kindText(kind),
        count,
      })}
      advice={t('infra.elsewhere-advice', 'Choose another environment, or all')}
      action={null}
    />
  );
}

/** Why there is nothing, and the job that adds it. */
function Missing({ kind }: { kind: InfraKind }) {
  const { message, advice } = missingWords(kind);
  return (
    <>
      <StatusMessage kind="empty" message={message} advice={advice} action={kind === 'host' ? undefined : null} />
      <ConfigText
        label={t('infra.missing.config', 'Scrape configuration: {{kind}}', { kind: titleOf(kind) })}
        text={scrapeJobs(kind)}
      />
    </>
  );
}

function missingWords(kind: InfraKind): { message: string; advice: string } {
  switch (kind) {
    case 'host':
      return {
        message: t('infra.missing.hosts', 'Prometheus has no node_* or system_* metrics'),
        advice: t(
          'infra.missing.hosts-advice',
          'Run node exporter on each machine, add this job to prometheus.yml and reload Prometheus'
        ),
      };
    case 'container':
      return {
        message: t('infra.missing.containers', 'Prometheus has no container_*, kube_* or k8s_* metrics'),
        advice: t(
          'infra.missing.containers-advice',
          'Run cAdvisor beside Docker and add this job; in Kubernetes, scrape the kubelets and kube-state-metrics'
        ),
      };
    case 'database':
      return {
        message: t(
          'infra.missing.databases',
          'Prometheus has no metrics of PostgreSQL, MySQL, Redis, RabbitMQ or Kafka'
        ),
        advice: t('infra.missing.databases-advice', 'Run the exporter of each product and add its job'),
      };
  }
}
