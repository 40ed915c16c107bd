import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, Icon, TextLink, useStyles2 } from '@grafana/ui';
import { visuallyHidden } from '../../ui/visuallyHidden';
import { type FamilyEvidence } from './evidence';

interface FamilyProps {
  evidence: FamilyEvidence;
  serviceHref: (service: string) => string;
  /** Whether better families answer for all its services. */
  isCovered?: boolean;
}

/** One family of metrics with its evidence. Its labels are names and values of one thing, not a table of entities. */
export function Family({ evidence, serviceHref, isCovered = false }: FamilyProps) {
  const styles = useStyles2(getStyles);
  const { title, source, certainty, metrics, labels, status, only, services, elsewhere, gaps } = evidence;
  return (
    <article className={styles.family} aria-label={title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{title}</h3>
        {certainty === 'known names' ? (
          <Badge color="green" icon="check" text="Known names" />
        ) : (
          <Badge color="orange" icon="question-circle" text="By structure: check it" />
        )}
        {isCovered && <Badge color="blue" text="Not used" />}
        {source && (
          <TextLink href={source} external inline={false} variant="bodySmall">
            Where the names come from
          </TextLink>
        )}
      </div>

      {isCovered ? (
        <p className={styles.text}>Better metrics answer for all its services: {elsewhere.join(', ')}.</p>
      ) : (
        <p className={styles.text}>
          Services:{' '}
          {services.map((service, index) => (
            <React.Fragment key={service}>
              {index > 0 && ', '}
              <TextLink href={serviceHref(service)} inline>
                {service}
              </TextLink>
            </React.Fragment>
          ))}
          {elsewhere.length > 0 && (
            <span className={styles.quiet}> Also known here, but answered for by others: {elsewhere.join(', ')}.</span>
          )}
        </p>
      )}

      <ul className={styles.metrics}>
        {metrics.map(({ role, metric, about }) => (
          <li key={role}>
            <span className={styles.quiet}>{role}</span> <code className={styles.name}>{metric}</code>{' '}
            <span className={styles.quiet}>({about})</span>
          </li>
        ))}
      </ul>

      {gaps.length > 0 && !isCovered && (
        <ul className={styles.gaps}>
          {gaps.map(({ what, advice }) => (
            <li key={what}>
              <Icon name="exclamation-triangle" className={styles.warning} aria-hidden /> <strong>{what}.</strong>{' '}
              {advice}.
            </li>
          ))}
        </ul>
      )}

      <details>
        <summary className={styles.more}>Labels and status</summary>
        <table className={styles.table}>
          <caption className={visuallyHidden}>Labels of {title}</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Label of the requests</th>
              <th scope="col">Label of the durations</th>
            </tr>
          </thead>
          <tbody>
            {labels.map(({ field, requests, durations }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{names(requests, styles.name)}</td>
                <td>{names(durations, styles.name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles.text}>
          <span className={styles.quiet}>Status:</span> {status}.
          {only && (
            <>
              {' '}
              <span className={styles.quiet}>Only series with</span> {only}.
            </>
          )}
        </p>
      </details>
    </article>
  );
}

/** The first label that is not empty counts, so the order is shown. */
function names(labels: readonly string[], className: string) {
  if (labels.length === 0) {
    return <span aria-label="none">–</span>;
  }
  return labels.map((label, index) => (
    <React.Fragment key={label}>
      {index > 0 && ', else '}
      <code className={className}>{label}</code>
    </React.Fragment>
  ));
}

const getStyles = (theme: GrafanaTheme2) => ({
  family: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflowWrap: 'anywhere',
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  text: css({ margin: 0 }),
  quiet: css({ color: theme.colors.text.secondary }),
  metrics: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(3),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  }),
  more: css({ cursor: 'pointer', color: theme.colors.text.link }),
  name: css({ fontSize: theme.typography.bodySmall.fontSize, whiteSpace: 'normal' }),
  table: css({
    margin: theme.spacing(1, 0),
    'th, td': { textAlign: 'left', padding: theme.spacing(0.25, 2, 0.25, 0), verticalAlign: 'baseline' },
    th: {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
      overflowWrap: 'normal',
    },
  }),
  gaps: css({ listStyle: 'none', margin: 0, padding: 0 }),
  warning: css({ color: theme.colors.warning.text }),
});
