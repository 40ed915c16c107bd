import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';

interface SectionProps {
  title: string;
  /** What it rests on, or is for. */
  about?: string;
  children: ReactNode;
}

/** A part of the page, under a heading. */
export function Section({ title, about, children }: SectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.section} aria-label={title}>
      <Text element="h2" variant="h5">
        {title}
      </Text>
      {about && (
        <Text color="secondary" variant="bodySmall" element="p">
          {about}
        </Text>
      )}
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), width: '100%', minWidth: 0 }),
});
