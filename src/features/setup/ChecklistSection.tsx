import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName, locationUtil } from '@grafana/data';
import { Button, Icon, LinkButton, useStyles2 } from '@grafana/ui';
import { healthUrl } from '../../correlation/pageUrls/health';
import { logsUrl } from '../../correlation/pageUrls/logs';
import { tracesUrl } from '../../correlation/pageUrls/traces';
import { SIGNAL_KINDS } from '../../datasources/find';
import { t } from '../../i18n/t';
import { type MappableMeasure } from '../../telemetry/measures';
import { appHref } from '../../ui/links/links';
import { visuallyHidden } from '../../ui/visuallyHidden';
import { type Check, type CheckAction, checklistSummary, type CheckState } from './checklist';
import { ReportSection } from './ReportSection';
import { goToSection } from './sections';

interface ChecklistSectionProps {
  checks: readonly Check[];
  /** The part of the address that all pages share. */
  shared: URLSearchParams;
  onMap: (measure: MappableMeasure) => void;
}

/** What to do first: what works, what is missing, and the one way to mend each. */
export function ChecklistSection({ checks, shared, onMap }: ChecklistSectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <ReportSection
      title={t('setup.checklist.title', 'Checklist')}
      summary={<span role="status">{checklistSummary(checks)}</span>}
    >
      <ul className={styles.list}>
        {checks.map((check) => (
          <li key={check.id} className={styles.check}>
            <StateIcon state={check.state} />
            <span className={styles.title}>{check.title}</span>
            <span className={styles.text}>{check.text}</span>
            {check.action && <Action title={check.title} action={check.action} shared={shared} onMap={onMap} />}
          </li>
        ))}
      </ul>
    </ReportSection>
  );
}

function StateIcon({ state }: { state: CheckState }) {
  const styles = useStyles2(getStyles);
  const { icon, word } = looksOf(state);
  return (
    <span className={styles[state]}>
      <Icon name={icon} aria-hidden />
      <span className={visuallyHidden}>{word}</span>
    </span>
  );
}

function looksOf(state: CheckState): { icon: IconName; word: string } {
  switch (state) {
    case 'broken':
      return { icon: 'exclamation-circle', word: t('setup.checklist.is-broken', 'To fix:') };
    case 'gap':
      return { icon: 'exclamation-triangle', word: t('setup.checklist.is-gap', 'Missing:') };
    case 'checking':
      return { icon: 'spinner', word: '' };
    case 'ok':
      return { icon: 'check-circle', word: t('setup.checklist.is-ok', 'OK:') };
  }
}

interface ActionProps extends Omit<ChecklistSectionProps, 'checks'> {
  title: string;
  action: CheckAction;
}

/** The action of a check; its name says of which, for those who hear a list of buttons. */
function Action({ title, action, shared, onMap }: ActionProps) {
  const look = { size: 'sm', variant: 'secondary' } as const;
  const name = (words: string) =>
    t('setup.checklist.action-of', '{{action}}: {{check}}', { action: words, check: title });
  switch (action.to) {
    case 'page': {
      const { words, location } = pageOf(action.page);
      return (
        <LinkButton {...look} fill="text" href={appHref(location, shared)}>
          {words}
        </LinkButton>
      );
    }
    case 'section': {
      const words = t('setup.checklist.details', 'Show details');
      return (
        <Button {...look} aria-label={name(words)} onClick={() => goToSection(action.section)}>
          {words}
        </Button>
      );
    }
    case 'mapping': {
      const words = t('setup.checklist.map', 'Map a metric');
      return (
        <Button {...look} aria-label={name(words)} onClick={() => onMap(action.measure)}>
          {words}
        </Button>
      );
    }
    case 'new-data-source': {
      const words = t('setup.checklist.add-source', 'Add data source');
      const href = locationUtil.assureBaseUrl(`/connections/datasources/${SIGNAL_KINDS[action.kind]}`);
      return (
        <LinkButton {...look} href={href} aria-label={name(words)}>
          {words}
        </LinkButton>
      );
    }
    case 'data-source': {
      const words = t('setup.checklist.source-settings', 'Data source settings');
      const href = locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(action.uid)}`);
      return (
        <LinkButton {...look} href={href} aria-label={name(words)}>
          {words}
        </LinkButton>
      );
    }
  }
}

function pageOf(page: 'health' | 'logs' | 'traces') {
  switch (page) {
    case 'health':
      return { words: t('setup.checklist.open-health', 'Open Health'), location: healthUrl.write({}) };
    case 'logs':
      return { words: t('setup.checklist.open-logs', 'Open Logs'), location: logsUrl.write({}) };
    case 'traces':
      return { words: t('setup.checklist.open-traces', 'Open Traces'), location: tracesUrl.write({}) };
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  check: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    minHeight: theme.spacing(4.5),
    padding: theme.spacing(0.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  title: css({ flex: `0 0 ${theme.spacing(20)}`, fontWeight: theme.typography.fontWeightMedium }),
  text: css({ flex: `1 1 ${theme.spacing(30)}`, minWidth: 0, overflowWrap: 'anywhere' }),
  broken: css({ color: theme.colors.error.text }),
  gap: css({ color: theme.colors.warning.text }),
  checking: css({ color: theme.colors.text.secondary }),
  ok: css({ color: theme.colors.success.text }),
});
