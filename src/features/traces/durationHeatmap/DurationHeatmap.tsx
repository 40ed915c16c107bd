import React, { useId, useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type SpanExemplar } from '../../../telemetry/questions/traces';
import { formatDuration } from '../../../ui/format';
import { selectionColor } from '../../../ui/differences/selectionColor';
import { Cells, FAILED_OPACITY, SHADES } from './Cells';
import { FailedLane } from './FailedLane';
import { type DurationGrid } from './grid';
import { pointsApart } from './points';
import { type HeatmapSelection } from '../../../correlation/pageUrls/traces';
import { type Area, selectedArea } from './selection';
import { durationTicks, timeTicks } from './ticks';
import { useCellSelection } from './useCellSelection';
import { selectionWords, timeWords } from './words';

interface DurationHeatmapProps {
  grid: DurationGrid;
  selected?: HeatmapSelection;
  /** Given undefined where the selection is given up. */
  onSelect: (selected: HeatmapSelection | undefined) => void;
  exemplars: readonly SpanExemplar[];
  hrefOf: (exemplar: SpanExemplar) => string;
  timeZone: TimeZone;
}

const MOST_TIMES = 8;

/**
 * How the latency of requests is spread over time, on a logarithmic scale. Dragging over it, or arrow keys and Enter,
 * selects a time and durations; points are single requests.
 */
export function DurationHeatmap({ grid, selected, onSelect, exemplars, hrefOf, timeZone }: DurationHeatmapProps) {
  const styles = useStyles2(getStyles);
  const help = useId();
  const { underWay, isByKeyboard, hovered, handlers } = useCellSelection(grid, onSelect);
  const around = (grid.columns.at(-1)?.to ?? 0) - (grid.columns[0]?.from ?? 0);
  const marks = useMemo(() => ({ durations: durationTicks(grid), times: timeTicks(grid, MOST_TIMES) }), [grid]);
  const shown = underWay ?? selected;
  const area = shown && selectedArea(grid, shown);
  const told = underWay ?? hovered ?? selected;
  const points = useMemo(() => pointsApart(grid, exemplars), [grid, exemplars]);

  return (
    <div className={styles.box}>
      <div className={styles.durations} aria-hidden>
        {marks.durations.map(({ at, value }) => (
          <span key={value} style={{ bottom: percent(at) }}>
            {formatDuration(value)}
          </span>
        ))}
      </div>
      <div
        className={styles.plot}
        role="application"
        aria-roledescription={t('traces.heatmap.role', 'heatmap')}
        aria-label={t('traces.heatmap.label', 'Latency of requests over time')}
        aria-describedby={help}
        tabIndex={0}
        {...handlers}
        data-testid="duration-heatmap"
      >
        {marks.durations.map(({ at, value }) => (
          <div key={value} className={styles.line} style={{ bottom: percent(at) }} />
        ))}
        <Cells grid={grid} />
        {points.map(({ exemplar, place }) => (
          // The same requests are in the list below: there the keyboard finds them.
          <a
            key={exemplar.traceId}
            href={hrefOf(exemplar)}
            className={styles.point}
            style={{ left: percent(place.x), bottom: percent(place.y) }}
            tabIndex={-1}
            draggable={false}
            aria-label={exemplarWords(exemplar, timeZone)}
            title={exemplarWords(exemplar, timeZone)}
          />
        ))}
        {area && <div className={cx(styles.area, underWay && styles.underWay)} style={boxOf(area)} />}
      </div>
      <p id={help} className={styles.help}>
        {t('traces.heatmap.keys', 'Arrow keys move, Shift extends, Enter selects, Escape clears.')}
      </p>
      {grid.totalFailed > 0 && <FailedLane grid={grid} />}
      <div className={styles.times} aria-hidden>
        {marks.times.map(({ at, value }) => (
          <span key={value} style={{ left: percent(at) }}>
            {timeWords(value, around, timeZone)}
          </span>
        ))}
      </div>
      <div className={styles.foot}>
        <span aria-live={isByKeyboard ? 'polite' : 'off'} data-testid="duration-heatmap-words">
          {told
            ? selectionWords(grid, told, timeZone)
            : t('traces.heatmap.hint', 'Drag to select requests and see what stands out')}
        </span>
        <span className={styles.legend} aria-hidden>
          {t('traces.heatmap.few', 'few')}
          {Array.from({ length: SHADES }, (_, i) => (
            <i key={i} className={styles.shade} style={{ opacity: (i + 1.5) / (SHADES + 0.5) }} />
          ))}
          {t('traces.heatmap.many', 'many requests')}
          <i className={styles.failed} />
          {t('traces.heatmap.failed', 'error rate above average')}
          {points.length > 0 && (
            <>
              <i className={styles.pointInLegend} />
              {t('traces.heatmap.exemplar', 'example trace')}
            </>
          )}
        </span>
      </div>
    </div>
  );
}

function exemplarWords({ duration, time }: SpanExemplar, timeZone: TimeZone): string {
  return t('traces.heatmap.point', 'Trace with {{duration}} at {{time}}', {
    duration: formatDuration(duration),
    time: timeWords(time, 0, timeZone),
  });
}

function percent(share: number): string {
  return `${Math.round(share * 10000) / 100}%`;
}

function boxOf({ left, right, bottom, top }: Area): React.CSSProperties {
  return { left: percent(left), width: percent(right - left), bottom: percent(bottom), height: percent(top - bottom) };
}

const getStyles = (theme: GrafanaTheme2) => {
  const sign = { display: 'inline-block', width: theme.spacing(1.25), height: theme.spacing(1.25) } as const;
  const point = {
    width: theme.spacing(1),
    height: theme.spacing(1),
    transform: 'translate(-50%, 50%) rotate(45deg)',
    background: theme.colors.background.primary,
    border: `2px solid ${theme.colors.text.primary}`,
  } as const;
  return {
    box: css({
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      gridTemplateRows: `minmax(${theme.spacing(28)}, 1fr) auto auto auto`,
      gap: theme.spacing(0.5, 1),
      height: '100%',
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    }),
    durations: css({
      gridArea: '1 / 1',
      position: 'relative',
      minWidth: theme.spacing(7),
      span: { position: 'absolute', right: 0, transform: 'translateY(50%)', whiteSpace: 'nowrap' },
    }),
    plot: css({
      gridArea: '1 / 2',
      position: 'relative',
      overflow: 'hidden',
      cursor: 'crosshair',
      touchAction: 'none',
      userSelect: 'none',
      borderLeft: `1px solid ${theme.colors.border.weak}`,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: '2px' },
    }),
    // Over the heatmap, and only for whoever uses the keyboard; screen readers have it anyway.
    help: css({
      gridArea: '1 / 2',
      placeSelf: 'start end',
      margin: theme.spacing(1),
      padding: theme.spacing(0.5, 1),
      border: `1px solid ${theme.colors.border.medium}`,
      background: theme.colors.background.primary,
      color: theme.colors.text.primary,
      pointerEvents: 'none',
      opacity: 0,
      '[role="application"]:focus-visible ~ &': { opacity: 1 },
    }),
    line: css({
      position: 'absolute',
      left: 0,
      right: 0,
      borderTop: `1px solid ${theme.colors.border.weak}`,
      pointerEvents: 'none',
    }),
    point: css({ ...point, position: 'absolute', '&:hover': { background: theme.colors.text.primary } }),
    area: css({
      position: 'absolute',
      border: `2px solid ${selectionColor(theme)}`,
      background: theme.colors.action.selected,
      pointerEvents: 'none',
    }),
    underWay: css({ borderStyle: 'dashed' }),
    times: css({
      gridColumn: 2,
      position: 'relative',
      height: theme.spacing(2.5),
      span: { position: 'absolute', transform: 'translateX(-50%)', whiteSpace: 'nowrap' },
    }),
    foot: css({
      gridColumn: '1 / -1',
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 2),
      minHeight: theme.spacing(2.5),
    }),
    legend: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    shade: css({ ...sign, background: theme.colors.primary.main }),
    failed: css({
      ...sign,
      marginLeft: theme.spacing(1),
      background: theme.colors.error.main,
      opacity: FAILED_OPACITY,
    }),
    pointInLegend: css({ ...point, transform: 'rotate(45deg)', margin: theme.spacing(0, 0.5, 0, 1) }),
  };
};
