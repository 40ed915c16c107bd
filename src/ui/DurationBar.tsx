import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../i18n/t';
import { formatDuration } from './format';

interface DurationBarProps {
  p50?: number;
  p95?: number;
  p99?: number;
  /** The largest value of all bars beside this one, in seconds, so that they can be compared. */
  longest: number;
  /** They are on their way, and have their room. */
  isLoading?: boolean;
}

/** Pixels. */
const TRACK = 6;

/** Median, 95th and 99th percentile as one bar, with their numbers. */
export function DurationBar({ p50, p95, p99, longest, isLoading = false }: DurationBarProps) {
  const styles = useStyles2(getStyles);
  const share = (seconds: number | undefined) =>
    `${longest > 0 ? Math.min(100, ((seconds ?? 0) / longest) * 100) : 0}%`;
  if (!isLoading && p50 === undefined && p95 === undefined && p99 === undefined) {
    return <span className={styles.none}>{t('ui.latency.none', 'not available')}</span>;
  }
  return (
    <div className={styles.box}>
      <span className={styles.numbers}>
        {formatDuration(p50)} · <strong>{formatDuration(p95)}</strong> · {formatDuration(p99)}
      </span>
      <div className={styles.track} aria-hidden>
        <div className={styles.p99} style={{ width: share(p99) }} />
        <div className={styles.p95} style={{ width: share(p95) }} />
        <div className={styles.p50} style={{ width: share(p50) }} />
      </div>
    </div>
  );
}

/**
 * The parts have one colour, which stands out from the track by 3 to 1 in both themes, and are told apart by how thick
 * they are: three shades of it could not all be seen.
 */
const getStyles = (theme: GrafanaTheme2) => {
  const part = (thickness: number) =>
    css({
      position: 'absolute',
      left: 0,
      top: '50%',
      height: thickness,
      transform: 'translateY(-50%)',
      background: theme.colors.primary.main,
    });
  return {
    box: css({ minWidth: theme.spacing(20) }),
    numbers: css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
    none: css({ color: theme.colors.text.secondary }),
    track: css({ position: 'relative', height: TRACK, background: theme.colors.background.secondary }),
    p99: part(TRACK / 3),
    p95: part((TRACK * 2) / 3),
    p50: part(TRACK),
  };
};
