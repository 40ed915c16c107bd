import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneComponentProps, SceneObjectBase } from '@grafana/scenes';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { infraVerdict } from '../../analysis/infrastructure/infraVerdict';
import { infrastructureUrl } from '../../correlation/pageUrls/infrastructure';
import { t } from '../../i18n/t';
import { FilterInput } from '../../ui/inputs/FilterInput';
import { momentFormat } from '../../ui/momentFormat';
import { usePageUrl } from '../../ui/page/usePageUrl';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { VerdictLine } from '../../ui/status/VerdictLine';
import { containerColumns } from './containerColumns';
import { databaseColumns } from './databaseColumns';
import { hostColumns } from './hostColumns';
import { KindSection } from './KindSection';
import { type InfraView, useInfra } from './useInfra';
import { verdictFacts, verdictText } from './verdictWords';

/** What the shop runs on. The order of hosts, and the filter, are in the address. */
export class InfraBody extends SceneObjectBase {
  static Component = InfraBodyView;
}

function InfraBodyView({ model }: SceneComponentProps<InfraBody>) {
  const styles = useStyles2(getStyles);
  const view = useInfra(model, true);
  if (view.isFirst) {
    return view.failure ? (
      <StatusMessage {...view.failure} />
    ) : (
      <LoadingPlaceholder text={t('infra.loading', 'Loading hosts and containers')} />
    );
  }
  return (
    <div className={styles.page}>
      {view.failure && <StatusMessage {...view.failure} />}
      <Shown view={view} />
    </div>
  );
}

const NO_SERVICES = new Map<string, never>();

function Shown({ view }: { view: InfraView }) {
  const styles = useStyles2(getStyles);
  const { state, shared, replace } = usePageUrl(infrastructureUrl);
  const { kinds, span, timeZone, isLoading } = view;
  const { host, container, database } = kinds;
  const lines = view.lines.value?.lines ?? [];
  const formatTime = momentFormat(span, timeZone);
  const context = { shared, lines, span, placed: view.placed.value ?? NO_SERVICES };
  const hosts = (host.rows ?? []).map(({ entity }) => entity);
  const common = { filter: state.filter, isLoading, lines, formatTime };
  const verdict = infraVerdict({ host: host.rows, container: container.rows, database: database.rows });
  if (host.failure && container.failure && database.failure) {
    // Whoever answers nothing has one reason for it.
    return <StatusMessage {...host.failure} />;
  }
  return (
    <>
      <div className={styles.head}>
        <VerdictLine state={verdict.state} facts={verdictFacts(verdict)} testId="infra-verdict">
          {verdictText(verdict, lines, formatTime)}
        </VerdictLine>
        <FilterInput
          value={state.filter}
          onChange={(filter) => replace({ filter })}
          label={t('infra.filter', 'Filter hosts, containers and databases')}
        />
      </div>
      <KindSection
        kind="host"
        shown={host}
        columns={hostColumns(context)}
        sort={state.order}
        onSort={(order) => replace({ order })}
        {...common}
      />
      {view.lines.failure && <StatusMessage {...view.lines.failure} />}
      {view.placed.failure && <StatusMessage {...view.placed.failure} />}
      <KindSection kind="container" shown={container} columns={containerColumns(context, hosts)} {...common} />
      <KindSection
        kind="database"
        shown={database}
        columns={databaseColumns(context, view.callers.value ?? NO_SERVICES)}
        {...common}
      />
      {view.callers.failure && (
        <Text color="secondary" variant="bodySmall" element="p">
          {t('infra.callers-unknown', 'Which services call them is not known: {{message}}', {
            message: view.callers.failure.message,
          })}
        </Text>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), width: '100%', minWidth: 0 }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
});
