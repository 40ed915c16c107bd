import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** A key as it is drawn. Beside a field that says its key otherwise, it is for the eyes only. */
export function Key({ name, isHint = false }: { name: string; isHint?: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <kbd className={styles.key} aria-hidden={isHint || undefined}>
      {name}
    </kbd>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    boxShadow: 'none',
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
});
