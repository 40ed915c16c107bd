import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Text, TextLink, useStyles2 } from '@grafana/ui';

interface SectionProps {
  title: string;
  /** Where there is more of it. */
  more: { href: string; text: string };
  /** Keeps the room that a few rows will take, so that little moves when they come. */
  awaitsRows: boolean;
  children: ReactNode;
}

/** A short list with a heading, and the way to the whole of it. */
export function Section({ title, more, awaitsRows, children }: SectionProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={cx(styles.section, awaitsRows && styles.room)} aria-label={title}>
      <div className={styles.heading}>
        <Text element="h2" variant="h5">
          {title}
        </Text>
        <TextLink href={more.href} inline={false} variant="bodySmall">
          {more.text}
        </TextLink>
      </div>
      {children}
    </section>
  );
}

/** Asks for what is not asked for at first sight. */
export function Ask({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <div>
      <Button size="sm" variant="secondary" icon="search" onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), minWidth: 0, width: '100%' }),
  room: css({ minHeight: theme.spacing(27.5) }),
  heading: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: theme.spacing(1) }),
});
