import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import { hostOfContainer } from '../../../analysis/infrastructure/placement';
import { neighboursOf } from '../../../analysis/infrastructure/neighbours';
import { hostUrl } from '../../../correlation/pageUrls/infrastructure';
import { serviceUrl } from '../../../correlation/pageUrls/service';
import { t } from '../../../i18n/t';
import { type InfraEntity } from '../../../telemetry/questions/infrastructure';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { formatShare } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { Section } from '../../../ui/page/Section';
import { containerColumns } from '../containerColumns';
import { type InfraView } from '../useInfra';

interface ResidentsProps {
  entity: InfraEntity;
  view: InfraView;
  shared: URLSearchParams;
}

/** Stands in a text where the link to the host goes. */
const HOST = '{{host}}';

/** Which services run there and what says so; of a host, its containers and who of them uses it most. */
export function Residents({ entity, view, shared }: ResidentsProps) {
  const styles = useStyles2(getStyles);
  const placed = view.placed.value?.get(entity.id) ?? [];
  const hosts = (view.kinds.host.rows ?? []).map((row) => row.entity);
  const host = entity.kind === 'container' ? hostOfContainer(entity, hosts) : undefined;
  const containers =
    entity.kind === 'host'
      ? (view.kinds.container.rows ?? []).filter((row) => hostOfContainer(row.entity, hosts)?.id === entity.id)
      : [];
  const [before = '', after = ''] = t('infra.residents.host', 'Runs on {{host}}').split(HOST);
  const lines = view.lines.value?.lines ?? [];
  const context = { shared, lines, span: view.span, placed: view.placed.value ?? new Map<string, never>() };
  return (
    <>
      {host && (
        <p className={styles.line}>
          {before}
          <TextLink href={appHref(hostUrl.write({ host: host.id }), shared)} inline>
            {host.name}
          </TextLink>
          {after}
        </p>
      )}
      <Section
        title={t('infra.residents.services', 'Services here')}
        about={t('infra.residents.services-about', 'By the labels and resource attributes of their targets')}
      >
        {placed.length === 0 ? (
          <Text color="secondary">
            {t(
              'infra.residents.none',
              'No target of a service names this place by label, resource attribute or address'
            )}
          </Text>
        ) : (
          <ul className={styles.list}>
            {placed.map(({ service, by }) => (
              <li key={service}>
                <TextLink href={appHref(serviceUrl.write({ service, tab: 'resources' }), shared)} inline>
                  {service}
                </TextLink>{' '}
                <Text color="secondary">{t('infra.residents.by', 'by {{labels}}', { labels: by.join(', ') })}</Text>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {containers.length > 0 && (
        <Section
          title={t('infra.residents.containers', 'Containers here')}
          about={neighbourText(
            containers.map((row) => row.entity),
            entity
          )}
        >
          <EntityTable
            rows={containers}
            columns={containerColumns(context, hosts).filter(({ id }) => id !== 'host')}
            keyOf={(row) => row.entity.id}
            nameOf={(row) => row.entity.name}
            noun="container"
            label={t('infra.residents.containers', 'Containers here')}
            isLoading={view.isLoading}
          />
        </Section>
      )}
    </>
  );
}

/** Who uses most of what the host has. */
function neighbourText(containers: readonly InfraEntity[], host: InfraEntity): string | undefined {
  const { cpu, memory } = neighboursOf(host, containers);
  const texts = [
    ...(cpu
      ? [
          t('infra.residents.cpu', '{{name}} uses most CPU: {{share}} of the host', {
            name: cpu.name,
            share: formatShare(cpu.share),
          }),
        ]
      : []),
    ...(memory
      ? [
          t('infra.residents.memory', '{{name}} uses most memory: {{share}} of the host', {
            name: memory.name,
            share: formatShare(memory.share),
          }),
        ]
      : []),
  ];
  return texts.length > 0 ? texts.join(' · ') : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ margin: 0 }),
  list: css({ margin: 0, paddingLeft: theme.spacing(3) }),
});
