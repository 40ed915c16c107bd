import React, { useLayoutEffect, useState } from 'react';
import { css, cx } from '@emotion/css';
import { type DataFrame, dateTimeFormat, type GrafanaTheme2, type LinkModel, textUtil } from '@grafana/data';
import { Tooltip, type UPlotConfigBuilder, useStyles2, useTheme2 } from '@grafana/ui';
import type uPlot from 'uplot';

interface AnnotationsProps {
  config: UPlotConfigBuilder;
  /** What is drawn beside the series; of these only what has a text. */
  annotations: readonly DataFrame[];
  timeZone: string;
}

interface Mark {
  time: number;
  /** Where it is a time and no moment. */
  timeEnd?: number;
  /** HTML, as Grafana takes it. */
  text: string;
  color: string;
  link?: LinkModel;
}

/**
 * What has a text, over the chart: a moment as a dashed line with a handle at its foot, a time as a band with a bar
 * there. They say what they are, and lead on.
 */
export function Annotations({ config, annotations, timeZone }: AnnotationsProps) {
  // Known once the chart is drawn, and drawn anew with it.
  const [{ plot }, setDrawn] = useState<{ plot?: uPlot }>({});
  useLayoutEffect(() => config.addHook('draw', (drawn) => setDrawn({ plot: drawn })), [config]);
  if (!plot) {
    return null;
  }
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = plot.over;
  return annotations
    .flatMap(marksOf)
    .map((mark) => ({
      mark,
      from: Math.max(0, plot.valToPos(mark.time, 'x')),
      to: Math.min(clientWidth, plot.valToPos(mark.timeEnd ?? mark.time, 'x')),
    }))
    .filter(({ from, to }) => from <= clientWidth && to >= 0 && from <= to)
    .map(({ mark, from, to }, at) => (
      <div
        key={at}
        style={{
          position: 'absolute',
          pointerEvents: 'none',
          left: offsetLeft + from,
          top: offsetTop,
          width: to - from,
          height: clientHeight,
        }}
      >
        <Handle mark={mark} timeZone={timeZone} />
      </div>
    ));
}

function Handle({ mark: { time, timeEnd, text, color: name, link }, timeZone }: { mark: Mark; timeZone: string }) {
  const styles = useStyles2(getStyles);
  const color = useTheme2().visualization.getColorByName(name);
  const isRegion = timeEnd !== undefined;
  const label = `${text.replaceAll('<br>', '; ')}, ${dateTimeFormat(time, { timeZone })}`;
  const shape = { className: isRegion ? styles.bar : styles.handle, style: { color } };
  return (
    <>
      <div className={cx(styles.line, isRegion && styles.band)} style={{ color }} />
      <Tooltip
        content={
          <>
            <div>{dateTimeFormat(time, { timeZone })}</div>
            {/* As Grafana shows it. */}
            <div dangerouslySetInnerHTML={{ __html: textUtil.sanitize(text) }} />
          </>
        }
      >
        {link ? (
          <a href={link.href} aria-label={`${label}: ${link.title}`} {...shape} />
        ) : (
          <span tabIndex={0} role="img" aria-label={label} {...shape} />
        )}
      </Tooltip>
    </>
  );
}

function marksOf({ fields, length }: DataFrame): Mark[] {
  const column = (name: string) => fields.find((field) => field.name === name)?.values;
  const texts = column('text');
  return texts
    ? Array.from({ length }, (_, row) => ({
        time: column('time')?.[row] as number,
        timeEnd: column('timeEnd')?.[row] as number | undefined,
        text: texts[row] as string,
        color: column('color')?.[row] as string,
        link: fields.flatMap(({ getLinks }) => getLinks?.({ valueRowIndex: row }) ?? [])[0],
      }))
    : [];
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ position: 'absolute', inset: 0, borderLeft: '1px dashed currentColor' }),
  band: css({
    borderRight: '1px dashed currentColor',
    '&::after': { content: '""', position: 'absolute', inset: 0, background: 'currentColor', opacity: 0.1 },
  }),
  handle: css({
    position: 'absolute',
    bottom: theme.spacing(-0.75),
    left: theme.spacing(-0.75),
    borderInline: `${theme.spacing(0.75)} solid transparent`,
    borderBottom: `${theme.spacing(1)} solid currentColor`,
    pointerEvents: 'auto',
  }),
  bar: css({
    position: 'absolute',
    bottom: theme.spacing(-0.75),
    left: 0,
    width: '100%',
    height: theme.spacing(0.75),
    background: 'currentColor',
    pointerEvents: 'auto',
  }),
});
