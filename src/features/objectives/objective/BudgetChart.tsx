import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { burnDown } from '../../../analysis/objectives/burnDown';
import { type ServiceLevelObjective } from '../../../analysis/objectives/objective';
import { type BudgetRates } from '../../../datasources/objectives/askBudget';
import { t } from '../../../i18n/t';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { leftText, momentText } from '../words';

/** The chart's own units: it is as wide as the page. */
const WIDTH = 1000;
const HEIGHT = 160;

interface BudgetChartProps {
  budget: BudgetRates;
  objective: ServiceLevelObjective;
  /** What is left now: steps end a while before. */
  now: { time: number; left?: number };
  timeZone: string;
}

/** How the budget of the window was spent, from all of it to what is left. */
export function BudgetChart({ budget: { rates, step }, objective, now, timeZone }: BudgetChartProps) {
  const styles = useStyles2(getStyles);
  const { left: leftNow, time } = now;
  const steps = burnDown(rates, objective, step);
  // What is left now is known better than by the step that ends now.
  const points = leftNow === undefined ? steps : [...steps.filter((one) => one.time < time), { time, left: leftNow }];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) {
    return (
      <StatusMessage kind="empty" message={t('objectives.chart.empty', 'No requests in the window')} action={null} />
    );
  }
  const lowest = Math.min(0, ...points.map(({ left }) => left));
  const x = (time: number) => ((time - first.time) / (last.time - first.time)) * WIDTH;
  const y = (left: number) => ((1 - left) / (1 - lowest)) * HEIGHT;
  const line = points.map(({ time, left }) => `${x(time).toFixed(1)},${y(left).toFixed(1)}`).join(' ');
  const day = (time: number) => momentText(time, timeZone);
  const words = t('objectives.chart.words', 'Budget left: 100% on {{from}}, {{left}} on {{to}}', {
    from: day(first.time),
    to: day(last.time),
    left: leftText(last.left),
  });
  return (
    <figure className={styles.figure}>
      <div className={styles.scale} aria-hidden>
        <span>{leftText(1)}</span>
        <span>{leftText(lowest)}</span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
        className={styles.chart}
      >
        <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} className={styles.zero} />
        <polyline points={line} className={styles.line} />
      </svg>
      <figcaption className={styles.times}>
        <span>{day(first.time)}</span>
        <span>{words}</span>
        <span>{day(last.time)}</span>
      </figcaption>
    </figure>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(7)} 1fr`,
    gap: theme.spacing(0.5, 1),
    margin: theme.spacing(1, 0),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  scale: css({ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', alignItems: 'flex-end' }),
  chart: css({ width: '100%', height: HEIGHT, border: `1px solid ${theme.colors.border.weak}` }),
  zero: css({ stroke: theme.colors.error.border, strokeDasharray: '4 4', vectorEffect: 'non-scaling-stroke' }),
  line: css({
    fill: 'none',
    stroke: theme.colors.primary.main,
    strokeWidth: 2,
    vectorEffect: 'non-scaling-stroke',
  }),
  times: css({
    gridColumn: 2,
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    flexWrap: 'wrap',
  }),
});
