import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps } from '@grafana/scenes';
import { LoadingPlaceholder, Text, TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { type InfraRow } from '../../../analysis/infrastructure/infraRows';
import { valueOf } from '../../../analysis/infrastructure/findings';
import { containerUrl, hostUrl, infrastructureUrl } from '../../../correlation/pageUrls/infrastructure';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { useTelemetryClient } from '../../../datasources/client/context';
import { askPlaces } from '../../../datasources/infrastructure/askPlaces';
import { openInfra } from '../../../datasources/infrastructure/infraSources';
import { t } from '../../../i18n/t';
import { formatShare } from '../../../ui/format';
import { appHref } from '../../../ui/links/links';
import { useSourceContext, useTimeSpan } from '../../../ui/page/sourceContext';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StateBadge } from '../../../ui/status/StateBadge';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { useSampleMode } from '../../../ui/status/useSampleMode';
import { type Places } from './Places';
import { Section } from './Section';

/** The hosts and containers that a service runs on, how they are doing, and what says that it runs there. */
export default function PlacesView({ model }: SceneComponentProps<Places>) {
  const styles = useStyles2(getStyles);
  const { service } = model.useState();
  const shared = sharedPart(useLocation().search);
  const client = useTelemetryClient();
  const context = useSourceContext(model);
  const span = useTimeSpan(model);
  const isSample = useSampleMode();
  const { value, failure } = useAsyncQuery(
    async (signal) => askPlaces(await openInfra(client, context), service, span, signal),
    [client, context, span, service, isSample]
  );
  return (
    <Section
      title={t('service.places.title', 'Hosts and containers')}
      more={{
        href: appHref(infrastructureUrl.write({}), shared),
        text: t('service.places.all', 'All hosts and containers'),
      }}
      awaitsRows={false}
    >
      {failure && <StatusMessage {...failure} />}
      {!value && !failure && <LoadingPlaceholder text={t('service.places.loading', 'Loading hosts and containers')} />}
      {value?.length === 0 && (
        <Text color="secondary">
          {t('service.places.none', 'No host or container is known to run {{service}}', { service })}
        </Text>
      )}
      {value && value.length > 0 && (
        <ul className={styles.list}>
          {value.map(({ row, by }) => (
            <li key={row.entity.id}>
              <StateBadge state={row.state} />{' '}
              <TextLink href={appHref(linkOf(row), shared)} inline>
                {row.entity.pod ?? row.entity.name}
              </TextLink>{' '}
              <Text color="secondary">{aboutText(row, by)}</Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function linkOf({ entity: { kind, id } }: InfraRow) {
  return kind === 'host' ? hostUrl.write({ host: id }) : containerUrl.write({ container: id });
}

/** What of it is in use, and what says that the service runs there. */
function aboutText({ entity }: InfraRow, by: readonly string[]): string {
  const isHost = entity.kind === 'host';
  const values = {
    cpu: formatShare(valueOf(entity, isHost ? 'cpu' : 'cpuShare')),
    memory: formatShare(valueOf(entity, isHost ? 'memory' : 'memoryShare')),
    labels: by.join(', '),
  };
  return isHost
    ? t('service.places.host', 'host, CPU {{cpu}}, memory {{memory}}, by {{labels}}', values)
    : t(
        'service.places.container',
        'container, CPU {{cpu}} and memory {{memory}} of its limits, by {{labels}}',
        values
      );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: theme.spacing(0.5) }),
});
