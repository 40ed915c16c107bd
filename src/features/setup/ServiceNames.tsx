import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type JoinOverride } from '../../correlation/joins';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { foundBeforeText } from './foundBefore';
import {
  JOINED_SIGNALS,
  type JoinedSignal,
  type JoinEvidence,
  joinEvidence,
  joinSummary,
  type NameCell,
  type Proposal,
} from './joinWords';
import { LookupSection } from './LookupSection';
import { ReportSection } from './ReportSection';
import { type IdentitiesState } from './useIdentities';

interface ServiceNamesProps {
  state: IdentitiesState;
  /** What an admin decided. */
  joins: readonly JoinOverride[];
  isSample: boolean;
  /** Begins to name a service; left out for who cannot save it. */
  onName?: (service: string, names?: Omit<JoinOverride, 'service'>) => void;
}

/** What each service is called in metrics, logs and traces, and on what that rests. Looked up on demand. */
export function ServiceNames({ state, joins, isSample, onName }: ServiceNamesProps) {
  const { identities, before, failure, isLooking, look } = state;
  const title = t('setup.names.title', 'Service names');
  if (isSample) {
    return (
      <ReportSection
        title={title}
        summary={t(
          'setup.names.sample',
          'The sample shop uses the same names in metrics, logs and traces: nothing to match.'
        )}
      >
        {null}
      </ReportSection>
    );
  }
  const rows = identities?.map((one) =>
    joinEvidence(
      one,
      joins.find(({ service }) => service === one.service)
    )
  );
  return (
    <LookupSection
      id="service-names"
      title={title}
      summary={summaryOf(state, rows)}
      isLooking={isLooking}
      hasFound={rows !== undefined}
      failure={failure}
      onLook={look}
      action={
        rows || before
          ? {
              text: t('setup.names.detect-again', 'Detect again'),
              name: t('setup.names.detect-names-again', 'Detect again: service names'),
            }
          : {
              text: t('setup.names.detect', 'Detect'),
              name: t('setup.names.detect-names', 'Detect service names'),
            }
      }
    >
      {rows?.length === 0 && (
        <StatusMessage
          kind="empty"
          message={t('setup.names.none', 'No service in metrics, logs or traces of the last hour')}
          advice={t('setup.names.none-advice', 'Test the data sources above, then detect again while there is traffic')}
        />
      )}
      {rows !== undefined && rows.length > 0 && <NamesTable rows={rows} onName={onName} />}
    </LookupSection>
  );
}

function summaryOf(
  { isLooking, failure, isOutdated, before }: IdentitiesState,
  rows: readonly JoinEvidence[] | undefined
): string {
  if (isLooking) {
    return t('setup.names.detecting', 'Detecting names in metrics, logs and traces…');
  }
  const changed = isOutdated ? [t('setup.names.outdated', 'Settings have changed: detect again.')] : [];
  if (failure) {
    return changed.join('');
  }
  const about = t(
    'setup.names.before',
    'Tillwatch matches service names across metrics, logs and traces. Detect shows the matches and why (up to 8 queries over the last hour).'
  );
  const found = rows ? [`${joinSummary(rows)}.`] : [about, ...(before ? [foundBeforeText(before)] : [])];
  return [...found, ...changed].join(' ');
}

function NamesTable({ rows, onName }: { rows: readonly JoinEvidence[]; onName: ServiceNamesProps['onName'] }) {
  const names = JOINED_SIGNALS.map((signal): Column<JoinEvidence> => ({
    id: signal,
    header: headerOf(signal),
    cell: (row) => (
      <>
        <Name cell={row[signal]} />
        {row.proposals
          .filter((proposal) => proposal.signal === signal)
          .map((proposal) => (
            <Proposed key={proposal.name} service={row.service} proposal={proposal} onName={onName} />
          ))}
      </>
    ),
  }));
  const service: Column<JoinEvidence> = {
    id: 'service',
    header: t('setup.names.service', 'Service'),
    isRowHeader: true,
    cell: (row) => row.service,
  };
  const decide: Column<JoinEvidence> = {
    id: 'decide',
    header: t('setup.names.action', 'Action'),
    cell: (row) => (
      <Button
        variant="secondary"
        size="sm"
        aria-label={t('setup.names.override-one', 'Override {{service}}', { service: row.service })}
        onClick={() => onName?.(row.service)}
      >
        {t('setup.names.override', 'Override')}
      </Button>
    ),
  };
  return (
    <EntityTable
      rows={rows}
      columns={[service, ...names, ...(onName ? [decide] : [])]}
      keyOf={(row) => row.service}
      noun={t('setup.names.noun', 'service')}
      label={t('setup.names.table', 'Names of each service, with the evidence')}
      look="tall"
    />
  );
}

function headerOf(signal: JoinedSignal): string {
  switch (signal) {
    case 'metrics':
      return t('setup.names.in-metrics', 'In metrics');
    case 'logs':
      return t('setup.names.in-logs', 'In logs');
    case 'traces':
      return t('setup.names.in-traces', 'In traces');
  }
}

function Name({ cell: { name, words, tone } }: { cell: NameCell }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {name !== undefined && <code className={styles.name}>{name}</code>}
      <div className={styles.words}>
        {tone !== 'sure' && <Icon name="exclamation-triangle" size="sm" className={styles.warning} aria-hidden />}{' '}
        {words}
      </div>
    </>
  );
}

interface ProposedProps {
  service: string;
  proposal: Proposal;
  onName: ServiceNamesProps['onName'];
}

function Proposed({ service, proposal: { signal, name, words }, onName }: ProposedProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.words}>
      {words}{' '}
      {onName && (
        <Button
          variant="secondary"
          size="sm"
          aria-label={
            signal === 'logs'
              ? t('setup.names.confirm-logs', 'Confirm {{name}} in logs as {{service}}', { name, service })
              : t('setup.names.confirm-traces', 'Confirm {{name}} in traces as {{service}}', { name, service })
          }
          onClick={() => onName(service, { [signal]: name })}
        >
          {t('setup.names.confirm', 'Confirm')}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ overflowWrap: 'anywhere', whiteSpace: 'normal' }),
  words: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  warning: css({ color: theme.colors.warning.text }),
});
