import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type LinkModel } from '@grafana/data';
import { IconButton, SeriesTable, TextLink, useStyles2 } from '@grafana/ui';

/** One line of a tooltip. */
export interface TooltipRow {
  label: string;
  value: string;
  color?: string;
  isActive?: boolean;
}

interface ChartTooltipProps {
  /** The moment, or whatever else the rows are about. */
  title: string;
  rows: TooltipRow[];
  links?: LinkModel[];
  /** Given where the tooltip stays until it is closed. */
  onDismiss?: () => void;
}

/** The numbers under the pointer. */
export function ChartTooltip({ title, rows, links = [], onDismiss }: ChartTooltipProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tooltip} data-testid="chart-tooltip">
      <SeriesTable timestamp={title} series={rows} />
      {links.map(({ title: text, href }) => (
        <div key={href}>
          <TextLink href={href} inline={false} variant="bodySmall">
            {text}
          </TextLink>
        </div>
      ))}
      {onDismiss && <IconButton className={styles.close} name="times" aria-label="Close" onClick={onDismiss} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({ position: 'relative', padding: theme.spacing(1) }),
  close: css({ position: 'absolute', top: theme.spacing(0.5), right: 0 }),
});
