import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { ServiceSwatch } from '../ServiceSwatch';
import { belowWidth, TABLE_WIDTHS } from './widths';

/** The row's own link: what is in its first cell with a link is where `j` and `k` lead. */
export function EntityLink({ href, children }: { href: string; children: string }) {
  return (
    <TextLink href={href} inline={false} color="primary">
      {children}
    </TextLink>
  );
}

/** A number with what belongs to it, side by side: its small line, its change. */
export function Figures({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <div className={styles.figures}>{children}</div>;
}

interface BarProps {
  text: string;
  /** Length of the bar, 0 to 1. */
  share: number;
  tone?: 'neutral' | 'primary' | 'bad';
}

/** A number above a bar, so that rows can be compared at a glance. */
export function Bar({ text, share, tone = 'neutral' }: BarProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={tone === 'neutral' ? styles.share : styles.narrow}>
      <span className={styles.number}>{text}</span>
      <div className={styles.track} aria-hidden>
        <div className={cx(styles.bar, styles[tone])} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

/** The name of a service beside its colour. */
export function ServiceName({ service, children }: { service: string; children?: ReactNode }) {
  return (
    <>
      <ServiceSwatch service={service} />
      {children ?? service}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figures: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    // The number and its change stay together, the small line goes below them.
    [belowWidth(TABLE_WIDTHS.wrap)]: { flexWrap: 'wrap', '[data-trend]': { order: 1 } },
    [belowWidth(TABLE_WIDTHS.trends)]: { '[data-trend]': { display: 'none' } },
  }),
  share: css({ minWidth: theme.spacing(7) }),
  narrow: css({ width: theme.spacing(12) }),
  number: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  track: css({ height: theme.spacing(0.5), background: theme.colors.background.secondary }),
  bar: css({ height: '100%' }),
  neutral: css({ background: theme.colors.text.secondary, borderRadius: theme.shape.radius.default }),
  primary: css({ background: theme.colors.primary.main }),
  bad: css({ background: theme.colors.error.main }),
});
