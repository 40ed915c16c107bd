import React, { useId, useMemo } from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { Button, useStyles2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { type Level, type LogCount } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { AxisMarks } from '../../../ui/AxisMarks';
import { axisTimes, type Bar, countsWithin, placeOf, volumeOf } from './bars';
import { Band, BandInView, type LinesInView } from './Band';
import { LANE_GAP, volumeLanes } from './lanes';
import { Lanes } from './Lanes';
import { useSpanSelection } from './useSpanSelection';
import { VolumeLegend } from './VolumeLegend';
import { laneName, peaksInWords, spanInWords } from './words';

interface LogVolumeProps {
  /** Lines per step, by level. */
  counts: readonly LogCount[];
  /** Length of a step in milliseconds. */
  step: number;
  /** What the chart is about, from edge to edge. */
  span: TimeSpan;
  timeZone: TimeZone;
  /** The span of the lines in view, which a band marks. */
  inView?: LinesInView;
  /** The last picture, while a new one is under way. */
  isStale?: boolean;
  /** A span was chosen, by dragging across it or by keys. */
  onZoom: (span: TimeSpan) => void;
  /** Levels that are kept; none where all are. */
  levels: readonly Level[];
  onToggleLevel: (level: Level) => void;
}

const HEIGHT = 104;
const MARKS = 6;

/**
 * How many lines there are over time, by level; errors and warnings on scales of their own. Dragging across it, or
 * arrow keys and Enter, choose a span.
 */
export function LogVolume(props: LogVolumeProps) {
  const { counts, step, span, timeZone, inView, isStale = false, onZoom, levels, onToggleLevel } = props;
  const styles = useStyles2(getStyles);
  const help = useId();
  const volume = useMemo(() => volumeOf(counts), [counts]);
  const lanes = useMemo(() => volumeLanes(volume, HEIGHT), [volume]);
  const selection = useSpanSelection(span, step, onZoom);
  const { chosen } = selection;
  const selected = selection.dragged ?? chosen;
  const bar = selection.pointed === undefined ? undefined : barAt(volume.bars, step, selection.pointed);
  const pointed = bar && { from: bar.time, to: bar.time + step };
  const told = chosen ?? pointed;
  const toldCounts = told && countsWithin(volume, step, told);
  const peaks = peaksInWords(lanes, step);
  return (
    <div className={cx(styles.box, isStale && styles.stale)}>
      <VolumeLegend
        volume={volume}
        counts={toldCounts}
        words={told && toldCounts ? `${spanInWords(told, span, timeZone)} · ${linesInWords(toldCounts)}` : peaks}
        isSpoken={chosen !== undefined}
        levels={levels}
        onToggle={onToggleLevel}
      />
      <div className={styles.grid}>
        <div className={styles.names} aria-hidden>
          {lanes.length > 1 &&
            lanes.map(({ id, height }) => (
              <span key={id} style={{ height }}>
                {laneName(id)}
              </span>
            ))}
        </div>
        <div
          className={styles.chart}
          role="application"
          aria-roledescription={t('logs.volume.role', 'bar chart')}
          aria-label={t('logs.volume.title', 'Log volume')}
          aria-describedby={help}
          tabIndex={0}
          {...selection.handlers}
          data-testid="log-volume"
        >
          <Lanes
            lanes={lanes}
            height={HEIGHT}
            step={step}
            span={span}
            label={t('logs.volume.label', 'Log volume by level: {{lines}}. {{peaks}}', {
              lines: linesInWords(volume.totals),
              peaks,
            })}
          />
          {inView && <BandInView span={span} inView={inView} />}
          {pointed && <Band span={span} part={pointed} kind="pointed" />}
          {selected && <Band span={span} part={selected} kind="selected" />}
        </div>
        <div className={styles.axis} aria-hidden>
          <AxisMarks
            marks={axisTimes(span, MARKS).map((time) => ({
              share: placeOf(time, span),
              text: dateTimeFormat(time, { format: axisFormat(span), timeZone }),
            }))}
          />
        </div>
        <p id={help} className={styles.help}>
          {t(
            'logs.volume.help',
            'Arrow keys select a bar, Shift and arrow keys extend the selection, Enter zooms, Escape clears.'
          )}
        </p>
      </div>
      {chosen && (
        <div className={styles.actions}>
          <Button size="sm" variant="secondary" icon="search-plus" onClick={selection.onZoom}>
            {t('logs.volume.zoom', 'Zoom to selection')}
          </Button>
          <Button size="sm" variant="secondary" fill="text" onClick={selection.onClear}>
            {t('logs.volume.clear', 'Clear selection')}
          </Button>
        </div>
      )}
    </div>
  );
}

function linesInWords(counts: ReadonlyArray<{ count: number }>): string {
  const lines = counts.reduce((sum, { count }) => sum + count, 0);
  return tCount('logs.volume.lines', lines, { one: '{{count}} log line', other: '{{count}} log lines' });
}

function barAt(bars: readonly Bar[], step: number, time: number): Bar | undefined {
  return bars.find((bar) => time >= bar.time && time < bar.time + step);
}

const DAY = 86_400_000;

function axisFormat({ from, to }: TimeSpan): string {
  return to - from >= 2 * DAY ? 'MM-DD HH:mm' : to - from < DAY / 48 ? 'HH:mm:ss' : 'HH:mm';
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ minWidth: 0 }),
  stale: css({ opacity: 0.6 }),
  grid: css({
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    // Whoever comes by keyboard is told how to go on.
    '& > [role="application"]:focus-visible ~ p': { display: 'block' },
  }),
  names: css({
    display: 'flex',
    flexDirection: 'column',
    gap: LANE_GAP,
    // As wide as nothing where there are none.
    '& > span': { display: 'flex', alignItems: 'flex-end', paddingRight: theme.spacing(1) },
  }),
  chart: css({
    gridColumn: 2,
    position: 'relative',
    height: HEIGHT,
    cursor: 'crosshair',
    touchAction: 'none',
    userSelect: 'none',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: '2px' },
  }),
  axis: css({ gridColumn: 2, position: 'relative', height: theme.spacing(2.5) }),
  help: css({ gridColumn: '1 / -1', display: 'none' }),
  actions: css({ display: 'flex', gap: theme.spacing(1), paddingTop: theme.spacing(0.5) }),
});
