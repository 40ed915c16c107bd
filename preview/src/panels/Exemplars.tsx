import React, { useLayoutEffect, useState } from 'react';
import { css } from '@emotion/css';
import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  FieldType,
  formattedValueToString,
  getValueFormat,
  type GrafanaTheme2,
  type LinkModel,
} from '@grafana/data';
import { EventsCanvas, Tooltip, type UPlotConfigBuilder, useStyles2 } from '@grafana/ui';
import type uPlot from 'uplot';

interface ExemplarsProps {
  config: UPlotConfigBuilder;
  /** What is drawn beside the series; of these only the exemplars. */
  annotations: readonly DataFrame[];
  timeZone: string;
}

/** Single requests as diamonds over the lines that they are part of. */
export function Exemplars({ config, annotations, timeZone }: ExemplarsProps) {
  // Known once the chart is drawn, and drawn anew with it. `EventsCanvas` alone misses a chart that is drawn at once.
  const [{ plot }, setDrawn] = useState<{ plot?: uPlot }>({});
  useLayoutEffect(() => config.addHook('draw', (drawn) => setDrawn({ plot: drawn })), [config]);

  const place = (frame: DataFrame, row: number) => {
    const time: unknown = fieldOf(frame, FieldType.time)?.values[row];
    const value: unknown = fieldOf(frame, FieldType.number)?.values[row];
    const scale = config.scaleKeys[1];
    if (!plot || typeof time !== 'number' || typeof value !== 'number') {
      return undefined;
    }
    const { clientWidth, clientHeight } = plot.over;
    const x = plot.valToPos(time, 'x');
    const y = plot.valToPos(value, scale);
    // What took longer than the axis is long stays at its end.
    return x < 0 || x > clientWidth ? undefined : { x, y: Math.min(clientHeight, Math.max(0, y)) };
  };
  return (
    <EventsCanvas
      id="exemplars"
      config={config}
      events={annotations.filter(isExemplars)}
      mapEventToXYCoords={place}
      renderEventMarker={(frame, row) => <Marker facts={factsOf(frame, row, timeZone)} link={linksOf(frame, row)[0]} />}
    />
  );
}

function isExemplars({ name, meta }: DataFrame): boolean {
  return name === 'exemplar' || meta?.custom?.resultType === 'exemplar';
}

function fieldOf(frame: DataFrame, type: FieldType): Field | undefined {
  return frame.fields.find((field) => field.type === type);
}

/** What is known about one exemplar, in words: when, how long, and its labels. */
function factsOf(frame: DataFrame, row: number, timeZone: string): string[] {
  return frame.fields.flatMap(({ name, type, config, values }) => {
    const value: unknown = values[row];
    switch (type) {
      case FieldType.time:
        return [dateTimeFormat(value as number, { timeZone })];
      case FieldType.number:
        return [formattedValueToString(getValueFormat(config.unit)(value as number, 2))];
      default:
        return value === '' ? [] : [`${name}: ${String(value)}`];
    }
  });
}

/** Where its labels lead. */
function linksOf(frame: DataFrame, row: number): LinkModel[] {
  return frame.fields.flatMap(({ getLinks }) => getLinks?.({ valueRowIndex: row }) ?? []);
}

function Marker({ facts, link }: { facts: string[]; link?: LinkModel }) {
  const styles = useStyles2(getStyles);
  const name = `Exemplar, ${facts.join(', ')}`;
  return (
    <Tooltip
      content={
        <>
          {facts.map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
        </>
      }
    >
      {link ? (
        <a href={link.href} aria-label={`${name}: ${link.title}`} className={styles.marker} />
      ) : (
        <span role="img" aria-label={name} className={styles.marker} />
      )}
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  marker: css({
    display: 'block',
    width: theme.spacing(0.75),
    height: theme.spacing(0.75),
    background: theme.colors.success.text,
    transform: 'translate(-50%, -50%) rotate(45deg)',
    '&:hover': { outline: `2px solid ${theme.colors.text.primary}` },
  }),
});
