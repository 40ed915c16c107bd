import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { type Alert, labelsKey } from '../../../analysis/alerts/alert';
import { severityOf } from '../../../analysis/alerts/severity';
import { t } from '../../../i18n/t';
import { type Labels } from '../../../telemetry/vocabulary';
import { type Column } from '../../../ui/entityTable/column';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { NO_VALUE } from '../../../ui/format';
import { AlertStateBadge } from '../AlertStateBadge';
import { formatAlertValue, formatMoment, suppressionWords } from '../words';
import { Section } from './Section';

interface LabelsSectionProps {
  row: AlertRow;
  now: number;
  timeZone: string;
}

/** What an alert is called by: the labels of each of its instances, and the notes of its rule. */
export function LabelsSection({ row, now, timeZone }: LabelsSectionProps) {
  const { alerts, rule, annotations } = row;
  const notes = Object.fromEntries(Object.entries(annotations).filter(([name]) => !name.startsWith('__')));
  return (
    <>
      {alerts.length > 0 && (
        <Section title={t('alerts.instances.title', 'Instances')}>
          <EntityTable
            rows={alerts}
            columns={columns(now, timeZone)}
            keyOf={({ labels }) => labelsKey(labels)}
            noun="instance"
            label={t('alerts.instances.label', 'Instances of the alert, with their labels')}
            look="dense"
            limit={100}
          />
        </Section>
      )}
      {Object.keys(notes).length > 0 && (
        <Section title={t('alerts.annotations.title', 'Annotations')}>
          <Pairs pairs={notes} />
        </Section>
      )}
      {rule && (
        <Section title={t('alerts.rule.title', 'Rule')}>
          <Pairs
            pairs={{
              [t('alerts.rule.group', 'Group')]: rule.group,
              [t('alerts.rule.folder', 'Folder or file')]: rule.folder,
              [t('alerts.rule.source', 'Evaluated by')]: rule.origin.name,
              [t('alerts.rule.query', 'Query')]: rule.query ?? NO_VALUE,
              ...rule.labels,
            }}
          />
        </Section>
      )}
    </>
  );
}

function columns(now: number, timeZone: string): Array<Column<Alert>> {
  return [
    {
      id: 'state',
      header: t('alerts.table.state', 'State'),
      cell: ({ state, labels }) => <AlertStateBadge state={state} severity={severityOf(labels)} />,
      csv: { state: ({ state }) => state },
    },
    {
      id: 'since',
      header: t('alerts.table.since', 'Since'),
      isNumber: true,
      cell: ({ since }) => (since === undefined ? NO_VALUE : formatMoment(since, now, timeZone)),
      csv: { since: ({ since }) => (since === undefined ? undefined : new Date(since).toISOString()) },
    },
    {
      id: 'value',
      header: t('alerts.table.value', 'Value'),
      isNumber: true,
      cell: ({ value }) => formatAlertValue(value),
      csv: { value: ({ value }) => value },
    },
    {
      id: 'labels',
      header: t('alerts.instances.labels', 'Labels'),
      isRowHeader: true,
      cell: (alert) => [labelWords(alert.labels), ...suppressionWords(alert)].join(' · '),
      csv: { labels: ({ labels }) => labelWords(labels) },
    },
  ];
}

function labelWords(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function Pairs({ pairs }: { pairs: Labels }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.pairs}>
      {Object.entries(pairs).map(([name, value]) => (
        <React.Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pairs: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, overflowWrap: 'anywhere' },
    dd: { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  }),
});
