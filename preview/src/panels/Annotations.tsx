import React, { useLayoutEffect, useState } from 'react';
import { css } from '@emotion/css';
import { type DataFrame, dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { Tooltip, type UPlotConfigBuilder, useStyles2 } from '@grafana/ui';
import type uPlot from 'uplot';

interface AnnotationsProps {
  config: UPlotConfigBuilder;
  /** What is drawn beside the series; of these only what has a text. */
  annotations: readonly DataFrame[];
  timeZone: string;
}

interface Mark {
  time: number;
  text: string;
}

/** Moments with a text as dashed lines over the chart, each with a handle at its foot that says it. */
export function Annotations({ config, annotations, timeZone }: AnnotationsProps) {
  const styles = useStyles2(getStyles);
  // Known once the chart is drawn, and drawn anew with it.
  const [{ plot }, setDrawn] = useState<{ plot?: uPlot }>({});
  useLayoutEffect(() => config.addHook('draw', (drawn) => setDrawn({ plot: drawn })), [config]);
  if (!plot) {
    return null;
  }
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = plot.over;
  return annotations
    .flatMap(marksOf)
    .map(({ time, text }) => ({ time, text, x: plot.valToPos(time, 'x') }))
    .filter(({ x }) => x >= 0 && x <= clientWidth)
    .map(({ time, text, x }) => (
      <div key={time} className={styles.mark} style={{ left: offsetLeft + x, top: offsetTop, height: clientHeight }}>
        <Tooltip content={`${text}, ${dateTimeFormat(time, { timeZone })}`}>
          <span
            tabIndex={0}
            role="img"
            aria-label={`${text}, ${dateTimeFormat(time, { timeZone })}`}
            className={styles.handle}
          />
        </Tooltip>
      </div>
    ));
}

function marksOf({ fields }: DataFrame): Mark[] {
  const times = fields.find(({ name }) => name === 'time')?.values ?? [];
  const texts = fields.find(({ name }) => name === 'text')?.values ?? [];
  return texts.map((text: string, row) => ({ text, time: times[row] as number }));
}

const getStyles = (theme: GrafanaTheme2) => {
  const color = theme.visualization.getColorByName('purple');
  return {
    mark: css({ position: 'absolute', borderLeft: `1px dashed ${color}`, pointerEvents: 'none' }),
    handle: css({
      position: 'absolute',
      bottom: theme.spacing(-0.75),
      left: theme.spacing(-0.75),
      borderInline: `${theme.spacing(0.75)} solid transparent`,
      borderBottom: `${theme.spacing(1)} solid ${color}`,
      pointerEvents: 'auto',
    }),
  };
};
