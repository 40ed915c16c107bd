import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { stateOfSeverity } from '../../analysis/alerts/severity';
import { type AlertState } from '../../telemetry/questions/alerts';
import { alertStateName } from './words';

type Tone = 'critical' | 'warning' | 'ok' | 'unknown';

/** How bad a state is: one that fires, as its severity says. */
export function toneOf(state: AlertState, severity: string | undefined): Tone {
  switch (state) {
    case 'firing':
      return stateOfSeverity(severity) === 'critical' ? 'critical' : 'warning';
    case 'pending':
      return 'warning';
    case 'error':
    case 'noData':
      return 'unknown';
    case 'inactive':
      return 'ok';
  }
}

const ICONS: Readonly<Record<AlertState, IconName>> = {
  firing: 'exclamation-circle',
  pending: 'clock-nine',
  error: 'times-circle',
  noData: 'question-circle',
  inactive: 'check-circle',
};

interface AlertStateBadgeProps {
  state: AlertState;
  severity?: string;
}

/** The state of an alert as symbol, word and colour, never colour alone. */
export function AlertStateBadge({ state, severity }: AlertStateBadgeProps) {
  const styles = useStyles2(getStyles);
  return (
    <span className={cx(styles.badge, styles[toneOf(state, severity)])}>
      <Icon name={ICONS[state]} aria-hidden /> {alertStateName(state)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  critical: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  warning: css({ color: theme.colors.warning.text }),
  ok: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
