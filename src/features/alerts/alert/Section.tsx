import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';

interface SectionProps {
  title: string;
  /** Newer content is on its way: the last one stays, dimmed. */
  isLoading?: boolean;
  children: ReactNode;
}

/** A part of the page of an alert, with its heading. */
export function Section({ title, isLoading = false, children }: SectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={cx(styles.section, isLoading && styles.loading)} aria-label={title} aria-busy={isLoading}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0, width: '100%' }),
  loading: css({ opacity: 0.7 }),
});
