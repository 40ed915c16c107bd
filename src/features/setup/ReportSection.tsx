import React, { type ReactNode, useId } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { headingIdOf, type SectionId } from './sections';

interface ReportSectionProps {
  /** Makes it a place to go to, see {@link goToSection}. */
  id?: SectionId;
  title: string;
  /** One sentence: what was detected. */
  summary?: ReactNode;
  /** The one action of the section. */
  action?: ReactNode;
  children: ReactNode;
}

/** A section of the report: heading, what was found, the action beside it. */
export function ReportSection({ id, title, summary, action, children }: ReportSectionProps) {
  const styles = useStyles2(getStyles);
  const ownId = useId();
  const headingId = id ? headingIdOf(id) : ownId;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={headingId} className={styles.title} tabIndex={id && -1}>
            {title}
          </h2>
          {summary && <p className={styles.summary}>{summary}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    padding: theme.spacing(3, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-of-type': { borderTop: 'none', paddingTop: 0 },
  }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  }),
  words: css({ minWidth: 0, flex: '1 1 0' }),
  title: css({ ...theme.typography.h3, margin: 0, scrollMarginTop: theme.spacing(8) }),
  summary: css({ color: theme.colors.text.secondary, margin: 0, maxWidth: '80ch' }),
});
