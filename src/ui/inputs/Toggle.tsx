import React, { useId } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Switch, useStyles2 } from '@grafana/ui';

interface ToggleProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

/**
 * A switch with its name beside it, which is part of what one clicks on. For toolbars: as high as their small buttons.
 */
export function Toggle({ label, value, onChange }: ToggleProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <span className={styles.toggle}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Switch id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toggle: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  label: css({ fontSize: theme.typography.bodySmall.fontSize, cursor: 'pointer' }),
});
