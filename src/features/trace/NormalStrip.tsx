import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import { type DurationBin, type Standing, standingInWords } from '../../analysis/trace/peers';
import { t } from '../../i18n/t';
import { formatCount, formatDuration } from '../../ui/format';

const WIDTH = 240;
const HEIGHT = 28;

interface NormalStripProps {
  standing: Standing;
  /** Seconds. */
  duration: number;
  /** `POST /checkout`. */
  of: string;
}

/** How a request compares with similar ones: their latency, with this one marked, and that in words. */
export function NormalStrip({ standing, duration, of }: NormalStripProps) {
  const styles = useStyles2(getStyles);
  const words = standingInWords(standing, { count: formatCount(standing.n), request: of });
  const { bars, mark } = pictureOf(standing.bins, duration);
  return (
    <Stack wrap="wrap" alignItems="center" gap={1.5}>
      <Text color="secondary" variant="bodySmall">
        {t('trace.standing.label', 'Vs similar requests')}
      </Text>
      <svg
        width={WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.picture}
        role="img"
        aria-label={t(
          'trace.standing.picture',
          'Latency of similar requests; this one with {{duration}} is {{standing}}',
          {
            duration: formatDuration(duration),
            standing: words,
          }
        )}
      >
        {bars.map(({ x, width, height, title }) => (
          <rect key={x} x={x} y={HEIGHT - height} width={width} height={height} className={styles.bar}>
            <title>{title}</title>
          </rect>
        ))}
        <path d={`M${mark} 0V${HEIGHT}`} className={styles.mark} />
        <path d={`M${mark - 4} 0h8l-4 6z`} className={styles.flag} />
      </svg>
      <Text variant="bodySmall">{words}</Text>
    </Stack>
  );
}

/** Bars on a logarithmic scale of time, wide enough that the marked duration is on it. */
function pictureOf(bins: readonly DurationBin[], duration: number) {
  const used = trimmed(bins);
  const finite = used.flatMap(({ from, to }) => [from, to]).filter((bound) => bound > 0 && Number.isFinite(bound));
  const tiny = 1e-6;
  const low = Math.max(tiny, Math.min(duration, ...finite));
  const high = Math.max(duration * 1.1, low * 1.001, ...finite);
  const inset = 5;
  const x = (seconds: number) =>
    inset + (Math.log(Math.min(high, Math.max(low, seconds)) / low) / Math.log(high / low)) * (WIDTH - 2 * inset);
  const most = Math.max(...used.map(({ count }) => count), 1e-9);
  return {
    mark: x(Math.max(tiny, duration)),
    bars: used.map(({ from, to, count }) => ({
      x: x(from),
      width: Math.max(1, x(to) - x(from) - 1),
      // By its root: what is rare must be seen beside what is not.
      height: count > 0 ? Math.max(1, Math.sqrt(count / most) * (HEIGHT - 2)) : 0,
      title:
        to === Infinity
          ? t('trace.standing.over', 'over {{from}}', { from: formatDuration(from) })
          : t('trace.standing.between', '{{from}} to {{to}}', { from: formatDuration(from), to: formatDuration(to) }),
    })),
  };
}

/** Without the empty bins at both ends. */
function trimmed(bins: readonly DurationBin[]): DurationBin[] {
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.reduce((latest, { count }, index) => (count > 0 ? index : latest), -1);
  return first === -1 ? [] : bins.slice(first, last + 1);
}

const getStyles = (theme: GrafanaTheme2) => ({
  picture: css({ borderBottom: `1px solid ${theme.colors.border.medium}` }),
  bar: css({ fill: theme.colors.text.disabled }),
  mark: css({ stroke: theme.colors.primary.text, strokeWidth: 2 }),
  flag: css({ fill: theme.colors.primary.text }),
});
