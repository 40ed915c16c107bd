import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import { type Judgement, type State } from '../../analysis/state';

const LOOKS: Record<State, { icon: IconName; text: string }> = {
  bad: { icon: 'exclamation-circle', text: 'Bad' },
  warning: { icon: 'exclamation-triangle', text: 'Warning' },
  ok: { icon: 'check-circle', text: 'OK' },
  unknown: { icon: 'question-circle', text: 'Unknown' },
};

/** A state as symbol, word and colour, never colour alone; the tooltip says which rule spoke. */
export function StateBadge({ judgement }: { judgement: Judgement }) {
  const styles = useStyles2(getStyles);
  const { icon, text } = LOOKS[judgement.state];
  return (
    <Tooltip content={judgement.why}>
      <span className={cx(styles.badge, styles[judgement.state])} tabIndex={0}>
        <Icon name={icon} aria-hidden /> {text}
      </span>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  bad: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
  warning: css({ color: theme.colors.warning.text }),
  ok: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
