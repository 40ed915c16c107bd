import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { type Burn } from '../../analysis/objectives/burnRate';
import { t } from '../../i18n/t';
import { formatBurnRate } from '../../ui/format';
import { spanText } from './words';

interface BurnPictureProps {
  burns: readonly Burn[];
  /** How fast the budget is spent now. */
  now: number | undefined;
}

/** Pixels. */
const HEIGHT = 20;

/** One window of the picture: how fast the budget was spent in it, and whether that is too fast. */
interface BurnBar {
  seconds: number;
  rate: number | undefined;
  threshold: number;
  isReachable: boolean;
}

/** Four of the windows, the shortest first: from what happens now to the last days. */
function barsOf(burns: readonly Burn[]): BurnBar[] {
  return burns.flatMap(({ windows, short, long, threshold, isReachable }, index) => [
    ...(index === 0 ? [{ seconds: windows.short, rate: short, threshold, isReachable }] : []),
    { seconds: windows.long, rate: long, threshold, isReachable },
  ]);
}

/** How fast the budget is spent: a number, and four windows as bars; one is full where its alert speaks. */
export function BurnPicture({ burns, now }: BurnPictureProps) {
  const styles = useStyles2(getStyles);
  const bars = barsOf(burns);
  const words = bars
    .map(({ seconds, rate, threshold, isReachable }) => {
      const about = {
        window: spanText(seconds),
        rate: formatBurnRate(rate),
        threshold: formatBurnRate(threshold),
      };
      return isReachable
        ? t('objectives.burn.window', '{{window}}: {{rate}} (alert at {{threshold}})', about)
        : t('objectives.burn.window-silent', '{{window}}: {{rate}} (no alert)', about);
    })
    .join(', ');
  return (
    <div className={styles.box}>
      <span className={styles.now}>{formatBurnRate(now)}</span>
      <Tooltip content={words}>
        <div className={styles.bars} role="img" aria-label={words} tabIndex={0}>
          {bars.map(({ seconds, rate, threshold }) => (
            <span key={seconds} className={styles.track}>
              <span
                className={cx(styles.bar, rate !== undefined && rate >= threshold && styles.over)}
                style={{ height: `${Math.min(1, (rate ?? 0) / threshold) * HEIGHT}px` }}
              />
            </span>
          ))}
        </div>
      </Tooltip>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  now: css({ minWidth: theme.spacing(5), fontVariantNumeric: 'tabular-nums' }),
  bars: css({ display: 'flex', gap: 2 }),
  track: css({
    display: 'flex',
    alignItems: 'flex-end',
    width: theme.spacing(1),
    height: HEIGHT,
    background: theme.colors.background.secondary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
  }),
  bar: css({ width: '100%', background: theme.colors.text.secondary }),
  over: css({ background: theme.colors.error.main }),
});
