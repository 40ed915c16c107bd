import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { type JoinOverride } from '../../correlation/joins';
import { type Column } from '../../ui/entityTable/column';
import { EntityTable } from '../../ui/entityTable/EntityTable';
import { StatusMessage } from '../../ui/status/StatusMessage';
import {
  JOINED_SIGNALS,
  type JoinEvidence,
  joinEvidence,
  joinSummary,
  type NameCell,
  type Proposal,
} from './joinWords';
import { ReportSection } from './ReportSection';
import { type IdentitiesState } from './useIdentities';

interface ServiceNamesProps {
  state: IdentitiesState;
  /** What an admin decided. */
  joins: readonly JoinOverride[];
  isSample: boolean;
  /** Begins to name a service; left out for who may not. */
  onName?: (service: string, names?: Omit<JoinOverride, 'service'>) => void;
}

const BEFORE =
  'Pages take names in metrics, logs and traces for one service by evidence. To see which, and why, look: that asks your data sources up to 40 times about the last hour.';
const SAMPLE = 'The sample shop uses the same names in metrics, logs and traces: there is nothing to join.';

/** What each service is called in metrics, logs and traces, and on what that rests. Looked up on demand. */
export function ServiceNames({ state, joins, isSample, onName }: ServiceNamesProps) {
  const { identities, failure, isLooking, isOutdated, look } = state;
  if (isSample) {
    return (
      <ReportSection title="Service names" summary={SAMPLE}>
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
  const found = rows ? joinSummary(rows) : BEFORE;
  return (
    <ReportSection
      title="Service names"
      summary={
        <span role="status">
          {isLooking ? 'Looking for names in metrics, logs and traces…' : failure ? '' : found}
          {!isLooking && isOutdated && ' The set-up was changed since: look again.'}
        </span>
      }
      action={
        <Button variant="secondary" icon="sync" disabled={isLooking} onClick={look} aria-label="Look for service names">
          {rows ? 'Look again' : 'Look'}
        </Button>
      }
    >
      {!rows && isLooking && <LoadingPlaceholder text="" />}
      {failure && <StatusMessage kind={failure.kind} message={failure.message} advice={failure.advice} />}
      {rows?.length === 0 && (
        <StatusMessage
          kind="empty"
          message="Neither metrics nor logs nor traces named a service in the last hour"
          advice="Test the data sources above, and look again while the shop is in use"
        />
      )}
      {rows !== undefined && rows.length > 0 && <NamesTable rows={rows} onName={onName} />}
    </ReportSection>
  );
}

function NamesTable({ rows, onName }: { rows: readonly JoinEvidence[]; onName: ServiceNamesProps['onName'] }) {
  const names = JOINED_SIGNALS.map((signal): Column<JoinEvidence> => ({
    id: signal,
    header: `In ${signal}`,
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
  const decide: Column<JoinEvidence> = {
    id: 'decide',
    header: 'Decide',
    cell: ({ service }) => (
      <Button variant="secondary" size="sm" aria-label={`Name ${service}`} onClick={() => onName?.(service)}>
        Name
      </Button>
    ),
  };
  return (
    <EntityTable
      rows={rows}
      columns={[SERVICE, ...names, ...(onName ? [decide] : [])]}
      keyOf={({ service }) => service}
      noun="service"
      label="Names of each service, with the evidence"
      look="tall"
    />
  );
}

const SERVICE: Column<JoinEvidence> = {
  id: 'service',
  header: 'Service',
  isRowHeader: true,
  cell: ({ service }) => service,
};

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
      {words}.{' '}
      {onName && (
        <Button
          variant="secondary"
          size="sm"
          aria-label={`Join ${name} in ${signal} with ${service}`}
          onClick={() => onName(service, { [signal]: name })}
        >
          Join
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
