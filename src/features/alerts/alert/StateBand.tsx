import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { timesOfFiring } from '../../../analysis/alerts/alertSpans';
import { t, tCount } from '../../../i18n/t';
import { ALERT_STATES, type AlertSpan, type AlertState } from '../../../telemetry/questions/alerts';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { alertStateName, formatAge, formatMoment } from '../words';

interface StateBandProps {
  spans: readonly AlertSpan[];
  span: TimeSpan;
  timeZone: string;
}

/** How an alert stood over the time range of the page: a band, and below it how long it was in each state. */
export function StateBand({ spans, span, timeZone }: StateBandProps) {
  const styles = useStyles2(getStyles);
  const length = span.to - span.from;
  const share = (time: number) => `${(100 * (time - span.from)) / length}%`;
  return (
    <div>
      <div className={styles.band} role="img" aria-label={bandWords(spans)}>
        {spans.map(({ from, to, state }) => (
          <i
            key={from}
            className={cx(styles.part, styles[state])}
            style={{ left: share(from), right: `calc(100% - ${share(to)})` }}
          />
        ))}
      </div>
      <div className={styles.ends} aria-hidden>
        <span>{formatMoment(span.from, span.to, timeZone)}</span>
        <span>{formatMoment(span.to, span.to, timeZone)}</span>
      </div>
      <ul className={styles.legend} aria-label={t('alerts.band.legend', 'Time in each state')}>
        {ALERT_STATES.filter((state) => timeIn(spans, state) > 0).map((state) => (
          <li key={state}>
            <i className={cx(styles.mark, styles[state])} aria-hidden />
            {alertStateName(state)} <span className={styles.time}>{formatAge(timeIn(spans, state))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function timeIn(spans: readonly AlertSpan[], state: AlertState): number {
  return spans.filter((one) => one.state === state).reduce((sum, { from, to }) => sum + to - from, 0);
}

function bandWords(spans: readonly AlertSpan[]): string {
  const times = timesOfFiring(spans).length;
  return times === 0
    ? t('alerts.band.never', 'Did not fire in this time range')
    : tCount(
        'alerts.band.fired',
        times,
        {
          one: 'Fired {{count}} time in this time range, for {{age}}',
          other: 'Fired {{count}} times in this time range, for {{age}} in total',
        },
        { age: formatAge(timeIn(spans, 'firing')) }
      );
}

const getStyles = (theme: GrafanaTheme2) => ({
  band: css({
    position: 'relative',
    height: theme.spacing(3),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    overflow: 'hidden',
  }),
  // Whatever was short is still seen.
  part: css({ position: 'absolute', top: 0, bottom: 0, minWidth: 2 }),
  mark: css({
    display: 'inline-block',
    width: theme.spacing(1),
    height: theme.spacing(1),
    marginRight: theme.spacing(0.5),
    border: `1px solid ${theme.colors.border.medium}`,
  }),
  firing: css({ background: theme.colors.error.main }),
  pending: css({ background: theme.colors.warning.main }),
  error: css({ background: theme.colors.text.secondary }),
  noData: css({ background: theme.colors.border.strong }),
  inactive: css({ background: theme.colors.success.transparent }),
  ends: css({
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  legend: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 2), listStyle: 'none' }),
  time: css({ color: theme.colors.text.secondary }),
});
