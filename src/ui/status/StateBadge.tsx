import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { type State } from '../../analysis/state';
import { t } from '../../i18n/t';

const ICONS: Record<State, IconName> = {
  critical: 'exclamation-circle',
  warning: 'exclamation-triangle',
  ok: 'check-circle',
  unknown: 'question-circle',
};

/** What a state is called. */
export function stateName(state: State): string {
  switch (state) {
    case 'critical':
      return t('state.critical', 'Critical');
    case 'warning':
      return t('state.warning', 'Warning');
    case 'ok':
      return t('state.ok', 'OK');
    case 'unknown':
      return t('state.unknown', 'Unknown');
  }
}

/**
 * A state as symbol and colour, for where the words stand beside it. Another state is another icon: one whose name
 * changes while the first is fetched may go on showing that.
 */
export function StateIcon({ state }: { state: State }) {
  const styles = useStyles2(getStyles);
  return <Icon key={state} name={ICONS[state]} className={styles[state]} aria-hidden />;
}

interface StateBadgeProps {
  state: State;
  /** Why, where that is not printed beside it: in a tooltip. */
  reason?: string;
}

interface StateMarkProps extends StateBadgeProps {
  /** Where kinds of a state are told apart; else the state's own. */
  icon?: IconName;
  children: ReactNode;
}

/** What is in a state, as symbol, word and colour, never colour alone. */
export function StateMark({ state, icon = ICONS[state], reason, children }: StateMarkProps) {
  const styles = useStyles2(getStyles);
  const className = cx(styles.badge, styles[state]);
  const content = (
    <>
      <Icon key={icon} name={icon} aria-hidden /> {children}
    </>
  );
  return reason === undefined ? (
    <span className={className}>{content}</span>
  ) : (
    <Tooltip content={reason}>
      <span className={className} tabIndex={0}>
        {content}
      </span>
    </Tooltip>
  );
}

/** A state by its name. */
export function StateBadge({ state, reason }: StateBadgeProps) {
  return (
    <StateMark state={state} reason={reason}>
      {stateName(state)}
    </StateMark>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  critical: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  warning: css({ color: theme.colors.warning.text }),
  ok: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
