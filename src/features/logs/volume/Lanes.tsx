import React, { memo } from 'react';
import { useTheme2 } from '@grafana/ui';
import { levelColor } from '../../../ui/logLines/levelLook';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { placeOf } from './bars';
import { type Lane } from './lanes';

interface LanesProps {
  lanes: readonly Lane[];
  /** Of the whole chart, in pixels. */
  height: number;
  step: number;
  span: TimeSpan;
  /** What the chart shows, in words. */
  label: string;
}

/** The picture is stretched to the width of the page; this is its own. */
const WIDTH = 1000;

/** The bars of all lanes. */
export const Lanes = memo(function Lanes({ lanes, height, step, span, label }: LanesProps) {
  const theme = useTheme2();
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      width="100%"
      height="100%"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {lanes.map(({ id, top, height: tall, boxes }) => (
        <React.Fragment key={id}>
          {boxes.map(({ time, level, top: y, height: boxHeight }) => {
            const left = placeOf(time, span) * WIDTH;
            return (
              <rect
                key={`${time}-${level}`}
                x={left}
                width={Math.max(placeOf(time + step, span) * WIDTH - left - 1, 0.5)}
                y={y}
                height={boxHeight}
                fill={levelColor(theme, level)}
              />
            );
          })}
          <rect x={0} width={WIDTH} y={top + tall - 0.5} height={0.5} fill={theme.colors.border.medium} />
        </React.Fragment>
      ))}
    </svg>
  );
});
