import React from 'react';
import { type IconName } from '@grafana/data';
import { stateOfSeverity } from '../../analysis/alerts/severity';
import { type State } from '../../analysis/state';
import { type AlertState } from '../../telemetry/questions/alerts';
import { StateMark } from '../../ui/status/StateBadge';
import { alertStateName } from './words';

/** How bad a state is: one that fires, as its severity says. */
export function toneOf(state: AlertState, severity: string | undefined): State {
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

/** The state of an alert, as bad as its severity says. */
export function AlertStateBadge({ state, severity }: AlertStateBadgeProps) {
  return (
    <StateMark state={toneOf(state, severity)} icon={ICONS[state]}>
      {alertStateName(state)}
    </StateMark>
  );
}
