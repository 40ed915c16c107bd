import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { NO_VALUE } from '../../ui/format';
import { visuallyHidden } from '../../ui/visuallyHidden';
import { type FamilyEvidence } from './familyEvidence';

interface LabelMappingProps {
  family: FamilyEvidence;
  /** What the family's convention is called. */
  title: string;
}

/** Which labels hold which field, on demand. They are names and values of one thing, not a table of entities. */
export function LabelMapping({ family: { labels, status, only }, title }: LabelMappingProps) {
  const styles = useStyles2(getStyles);
  return (
    <details>
      <summary className={styles.more}>{t('setup.labels.title', 'Label mapping')}</summary>
      <table className={styles.table}>
        <caption className={visuallyHidden}>
          {t('setup.labels.table', 'Labels of {{convention}}', { convention: title })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('setup.labels.field', 'Field')}</th>
            <th scope="col">{t('setup.labels.of-requests', 'Label on request metric')}</th>
            <th scope="col">{t('setup.labels.of-latency', 'Label on latency metric')}</th>
          </tr>
        </thead>
        <tbody>
          {labels.map(({ field, requests, latency }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>
                <Names labels={requests} />
              </td>
              <td>
                <Names labels={latency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.text}>
        {t('setup.labels.status', 'Status code: {{status}}', { status })}
        {only && (
          <>
            <br />
            {t('setup.labels.only', 'Only series with {{matchers}}', { matchers: only })}
          </>
        )}
      </p>
    </details>
  );
}

/** The first label that is not empty counts, so the order is shown. */
function Names({ labels }: { labels: readonly string[] }) {
  const styles = useStyles2(getStyles);
  if (labels.length === 0) {
    return (
      <>
        <span aria-hidden>{NO_VALUE}</span>
        <span className={visuallyHidden}>{t('setup.labels.none', 'none')}</span>
      </>
    );
  }
  return labels.map((label, index) => (
    <React.Fragment key={label}>
      {index > 0 && t('setup.labels.or', ', or ')}
      <code className={styles.name}>{label}</code>
    </React.Fragment>
  ));
}

const getStyles = (theme: GrafanaTheme2) => ({
  more: css({ cursor: 'pointer', color: theme.colors.text.link, whiteSpace: 'nowrap' }),
  name: css({ fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'normal' }),
  table: css({
    margin: theme.spacing(1, 0),
    '&& th, && td': {
      textAlign: 'left',
      padding: theme.spacing(0.25, 2, 0.25, 0),
      verticalAlign: 'baseline',
      borderBottom: 'none',
    },
    '&& th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
  }),
  text: css({ margin: 0 }),
});
