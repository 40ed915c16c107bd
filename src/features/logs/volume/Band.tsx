import React, { useCallback, useSyncExternalStore } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { type BehaviorSubject } from 'rxjs';
import { placeOf } from './bars';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** The span of the lines in view. It changes with each frame of scrolling: only what shows it is drawn anew. */
export type LinesInView = BehaviorSubject<TimeSpan | undefined>;

interface BandProps {
  /** What the chart is about, from edge to edge. */
  span: TimeSpan;
  part: TimeSpan;
  kind: 'inView' | 'pointed' | 'selected';
}

/** A part of the chart that is set apart from the rest. */
export function Band({ span, part, kind }: BandProps) {
  const styles = useStyles2(getStyles);
  const left = placeOf(part.from, span);
  return (
    <div
      className={styles[kind]}
      data-testid={`log-volume-${kind}`}
      style={{ left: `${left * 100}%`, width: `${(placeOf(part.to, span) - left) * 100}%` }}
    />
  );
}

export function BandInView({ span, inView }: { span: TimeSpan; inView: LinesInView }) {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = inView.subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [inView]
  );
  const part = useSyncExternalStore(subscribe, () => inView.value);
  return part && <Band span={span} part={part} kind="inView" />;
}

const getStyles = (theme: GrafanaTheme2) => {
  const band = { position: 'absolute', top: 0, bottom: 0, pointerEvents: 'none', minWidth: '2px' } as const;
  return {
    inView: css({
      ...band,
      // It moves with each frame of scrolling: on a layer of its own it has nothing below it painted again.
      willChange: 'transform',
      background: theme.colors.action.selected,
      borderLeft: `1px solid ${theme.colors.border.strong}`,
      borderRight: `1px solid ${theme.colors.border.strong}`,
    }),
    pointed: css({ ...band, background: theme.colors.action.hover }),
    selected: css({
      ...band,
      background: theme.colors.primary.transparent,
      border: `1px solid ${theme.colors.primary.border}`,
    }),
  };
};
