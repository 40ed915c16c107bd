import React, { memo, type PointerEvent, useMemo, useState } from 'react';
import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type Level, type LogCount } from '../../../telemetry/questions/logs';
import { AxisMarks } from '../../../ui/AxisMarks';
import { formatCount } from '../../../ui/format';
import { levelColor } from '../../../ui/logLines/levelLook';
import { axisTimes, type Bar, draggedSpan, placeOf, volumeOf } from './bars';
import { Band, BandInView, type LinesInView } from './Band';
import { VolumeLegend } from './VolumeLegend';
import { type TimeSpan } from '../../../telemetry/timeSpan';

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
  /** A span was dragged across. */
  onZoom: (span: TimeSpan) => void;
  /** Levels that are kept; none where all are. */
  levels: readonly Level[];
  onToggleLevel: (level: Level) => void;
}

const HEIGHT = 80;
const WIDTH = 1000;
const MARKS = 6;
/** Height of the gravest part of a bar, at the least. */
const LEAST = 2.5;
/** What is loud; other levels are drawn paler, as there are most of them where all is well. */
const GRAVE: ReadonlySet<Level> = new Set<Level>(['fatal', 'error', 'warn']);
const CALM = 0.45;

/** How many lines there are over time, by level. Dragging across it chooses a span. */
export function LogVolume(props: LogVolumeProps) {
  const { counts, step, span, timeZone, inView, isStale = false, onZoom, levels, onToggleLevel } = props;
  const styles = useStyles2(getStyles);
  const volume = useMemo(() => volumeOf(counts), [counts]);
  const { drag, pointed, handlers } = useDrag(span, onZoom);
  const at = pointed === undefined ? undefined : barAt(volume.bars, step, span.from + pointed * (span.to - span.from));
  return (
    <div className={cx(styles.box, isStale && styles.stale)}>
      <VolumeLegend volume={volume} bar={at} step={step} timeZone={timeZone} levels={levels} onToggle={onToggleLevel} />
      <div className={styles.chart} {...handlers} data-testid="log-volume">
        <Bars bars={volume.bars} highest={volume.highest} step={step} span={span} pointed={at} />
        {inView && <BandInView span={span} inView={inView} />}
        {drag && <Band span={span} part={drag} kind="drag" />}
      </div>
      <div className={styles.axis} aria-hidden>
        <AxisMarks
          marks={axisTimes(span, MARKS).map((time) => ({
            share: placeOf(time, span),
            text: dateTimeFormat(time, { format: axisFormat(span), timeZone }),
          }))}
        />
      </div>
    </div>
  );
}

interface BarsProps {
  bars: readonly Bar[];
  highest: number;
  step: number;
  span: TimeSpan;
  pointed: Bar | undefined;
}

const Bars = memo(function Bars({ bars, highest, step, span, pointed }: BarsProps) {
  const theme = useTheme2();
  const total = bars.reduce((sum, bar) => sum + bar.total, 0);
  const scale = highest === 0 ? 0 : HEIGHT / highest;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      height="100%"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('logs.volume.label', 'Log volume by level: {{total}} log lines, peak {{peak}} per bar', {
        total: formatCount(total),
        peak: formatCount(highest),
      })}
    >
      {bars.map((bar) => {
        const left = placeOf(bar.time, span) * WIDTH;
        const width = Math.max(placeOf(bar.time + step, span) * WIDTH - left - 1, 0.5);
        // The gravest are drawn last, over the others.
        return [...bar.parts].reverse().map(({ level, count, below }) => (
          <rect
            key={`${bar.time}-${level}`}
            x={left}
            width={width}
            // However few they are, grave lines among many others are seen.
            y={HEIGHT - (below + count) * scale - (below === 0 ? Math.max(0, LEAST - count * scale) : 0)}
            height={Math.max(count * scale, below === 0 ? LEAST : 0)}
            fill={levelColor(theme, level)}
            opacity={(GRAVE.has(level) ? 1 : CALM) * (pointed === undefined || pointed === bar ? 1 : 0.6)}
          />
        ));
      })}
    </svg>
  );
});

/** Where the pointer is and what it drags across, 0 to 1 from the left edge to the right. */
function useDrag(span: TimeSpan, onZoom: (span: TimeSpan) => void) {
  const [start, setStart] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const place = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return width === 0 ? 0 : (clientX - left) / width;
  };
  return {
    pointed,
    drag: start === undefined || pointed === undefined ? undefined : draggedSpan(start, pointed, span),
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button === 0) {
          event.preventDefault();
          event.currentTarget.setPointerCapture?.(event.pointerId);
          setStart(place(event));
          setPointed(place(event));
        }
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => setPointed(place(event)),
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const chosen = start === undefined ? undefined : draggedSpan(start, place(event), span);
        setStart(undefined);
        if (chosen) {
          onZoom(chosen);
        }
      },
      onPointerLeave: () => setPointed(undefined),
      onPointerCancel: () => setStart(undefined),
    },
  };
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
  chart: css({
    position: 'relative',
    height: theme.spacing(10),
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    cursor: 'crosshair',
    touchAction: 'none',
    userSelect: 'none',
  }),
  axis: css({
    position: 'relative',
    height: theme.spacing(2.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
