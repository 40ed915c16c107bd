import React, { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { useServiceColor } from '../../../ui/ServiceColors';
import { type TimeWindow } from './geometry';
import { formatMs } from './marks';
import { drawMinimap } from './minimapPicture';
import { type WaterfallModel } from './useWaterfall';
import { isPlain } from '../../../ui/keys/keyEvents';

const HEIGHT = 44;
/** A drag shorter than this many pixels is a click. */
const LEAST_DRAG = 4;

/** Zooms by this much at a time, and moves by this share of what is shown. */
const STEP = { zoom: 0.5, pan: 0.25 } as const;

/**
 * The whole request at a glance; a drag shows that part of it, a double click all again. Keys do the same: `+` and `-`
 * zoom, arrow keys move, Escape shows all.
 */
export function Minimap({ model }: { model: WaterfallModel }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const colorOf = useServiceColor();
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const help = useId();
  const { story, window, isZoomed, setWindow } = model;
  const { length } = story.tree;

  useEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const pen = width > 0 ? element?.getContext('2d') : undefined;
    if (element && pen) {
      const scale = globalThis.devicePixelRatio || 1;
      element.width = width * scale;
      element.height = HEIGHT * scale;
      pen.scale(scale, scale);
      drawMinimap(pen, story, { width, height: HEIGHT, colorOf, errorColor: theme.colors.error.main });
    }
  }, [story, width, theme, colorOf]);

  const shareAt = (event: PointerEvent) => {
    const { left, width: whole } = event.currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, whole)));
  };
  const marked: TimeWindow | undefined = drag
    ? { from: Math.min(drag.from, drag.to) * length, to: Math.max(drag.from, drag.to) * length }
    : isZoomed
      ? window
      : undefined;
  const left = marked ? (marked.from / length) * 100 : 0;
  const right = marked ? 100 - (marked.to / length) * 100 : 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      ArrowLeft: () => model.pan(-STEP.pan),
      ArrowRight: () => model.pan(STEP.pan),
      '+': () => model.zoomBy(STEP.zoom),
      // The same key without Shift.
      '=': () => model.zoomBy(STEP.zoom),
      '-': () => model.zoomBy(1 / STEP.zoom),
      Escape: () => setWindow(undefined),
    };
    const action = actions[event.key];
    if (action && isPlain(event)) {
      event.preventDefault();
      action();
    }
  };
  return (
    <div
      ref={box}
      className={styles.box}
      role="application"
      aria-roledescription={t('trace.minimap.role', 'overview')}
      aria-describedby={help}
      tabIndex={0}
      onKeyDown={onKeyDown}
      aria-label={tCount(
        'trace.minimap.label',
        story.tree.nodes.length,
        {
          one: 'Overview of the request: {{duration}}, {{count}} span',
          other: 'Overview of the request: {{duration}}, {{count}} spans',
        },
        { duration: formatMs(length) }
      )}
      onPointerDown={(event) => {
        if (event.button === 0) {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: shareAt(event), to: shareAt(event) });
        }
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: shareAt(event) })}
      onPointerUp={() => {
        if (drag && marked && Math.abs(drag.to - drag.from) * width >= LEAST_DRAG) {
          setWindow(marked);
        }
        setDrag(undefined);
      }}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => setWindow(undefined)}
      data-testid="waterfall-minimap"
    >
      <canvas ref={canvas} className={styles.canvas} />
      <p id={help} className={styles.help}>
        {t('trace.minimap.keys', 'Drag or + and − to zoom, arrow keys move, double-click or Escape resets.')}
      </p>
      {marked && (
        <>
          <span className={styles.shade} style={{ left: 0, width: `${left}%` }} />
          <span className={styles.shade} style={{ right: 0, width: `${right}%` }} />
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'relative',
    height: HEIGHT,
    border: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.canvas,
    cursor: 'crosshair',
    overflow: 'hidden',
    touchAction: 'none',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
    '&:hover > p, &:focus-visible > p': { opacity: 1 },
  }),
  help: css({
    position: 'absolute',
    top: 2,
    right: 2,
    zIndex: 1,
    margin: 0,
    padding: theme.spacing(0, 0.75),
    background: theme.colors.background.primary,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    pointerEvents: 'none',
    opacity: 0,
  }),
  canvas: css({ position: 'absolute', inset: 0, width: '100%', height: '100%' }),
  shade: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    background: theme.colors.background.primary,
    opacity: 0.75,
    pointerEvents: 'none',
  }),
});
