import React, { useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { useTelemetryClient } from '../../datasources/client/context';
import { askProposals, type ProposedObjective } from '../../datasources/objectives/askProposals';
import { type ObjectivesContext } from '../../datasources/objectives/askQuestions';
import { t } from '../../i18n/t';
import { formatCount, formatTarget } from '../../ui/format';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../ui/status/StatusMessage';
import { indicatorText, momentText, subjectOf } from './words';

interface ProposalsProps {
  context: ObjectivesContext;
  timeZone: string;
  objectives: readonly ServiceLevelObjective[];
  /** Left out where one may only look. */
  onAdd?: (objective: ServiceLevelObjective) => Promise<boolean>;
  isSaving: boolean;
}

/** Objectives that services would have met lately, asked for on demand: a month of requests has to be counted. */
export function Proposals({ context, timeZone, objectives, onAdd, isSaving }: ProposalsProps) {
  const styles = useStyles2(getStyles);
  const { metrics } = useTelemetryClient();
  const [asked, setAsked] = useState<ObjectivesContext>();
  const { value, isLoading, failure } = useAsyncQuery(
    asked &&
      (async (signal) => {
        const services = await metrics.services(asked);
        return askProposals(
          metrics,
          asked,
          services.map(({ service }) => service),
          signal
        );
      }),
    [metrics, asked],
    t('objectives.source', 'The data source for metrics')
  );
  const known = new Set(objectives.map(objectiveId));
  const proposed = value?.filter(({ objective }) => !known.has(objectiveId(objective)));
  return (
    <>
      {!proposed && !isLoading && (
        <Button variant="secondary" size="sm" icon="calculator-alt" onClick={() => setAsked(context)}>
          {t('objectives.propose', 'Propose from the last 30 days')}
        </Button>
      )}
      {isLoading && <LoadingPlaceholder text={t('objectives.proposing', 'Counting requests of the last 30 days')} />}
      {failure && <StatusMessage {...failure} />}
      {proposed?.length === 0 && (
        <StatusMessage
          kind="empty"
          title={t('objectives.no-proposals', 'No proposals')}
          message={t('objectives.no-proposals-about', 'No service served enough requests, or all have objectives')}
          action={null}
        />
      )}
      {proposed && proposed.length > 0 && (
        <ul className={styles.list} aria-label={t('objectives.proposals', 'Proposed objectives')}>
          {proposed.map((one) => (
            <li key={objectiveId(one.objective)} className={styles.one}>
              <span>{proposalText(one, timeZone)}</span>
              {onAdd && (
                <Button
                  variant="secondary"
                  size="sm"
                  icon="plus"
                  disabled={isSaving}
                  aria-label={t('objectives.add-proposed', 'Add: {{proposal}}', {
                    proposal: proposalText(one, timeZone),
                  })}
                  onClick={() => void onAdd(one.objective)}
                >
                  {t('objectives.add', 'Add')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function proposalText({ objective, proposal, since }: ProposedObjective, timeZone: string): string {
  const about = {
    subject: subjectOf(objective),
    indicator: indicatorText(objective),
    target: formatTarget(objective.target),
    // Three digits behind the point tell any of the targets apart.
    ratio: formatTarget(Number(proposal.ratio.toFixed(5))),
    requests: formatCount(proposal.events.total),
    since: since === undefined ? undefined : momentText(since, timeZone),
  };
  return since === undefined
    ? t(
        'objectives.proposal',
        '{{subject}} · {{indicator}} {{target}}: {{ratio}} of {{requests}} requests were good in the last 30 days',
        about
      )
    : t(
        'objectives.proposal-since',
        '{{subject}} · {{indicator}} {{target}}: {{ratio}} of {{requests}} requests were good since {{since}}',
        about
      );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  one: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(4),
  }),
});
