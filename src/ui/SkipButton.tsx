import React, { type RefObject } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { HIDDEN } from './visuallyHidden';

interface SkipButtonProps {
  /** What is skipped, in words: `Skip facets`. */
  children: string;
  /** What comes behind that, and takes the focus. */
  to: RefObject<HTMLElement>;
}

/** Leads those who come by keyboard past a long list of controls; others do not see it. */
export function SkipButton({ children, to }: SkipButtonProps) {
  const styles = useStyles2(getStyles);
  return (
    <button type="button" className={styles.button} onClick={() => to.current?.focus()}>
      {children}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    alignSelf: 'flex-start',
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    '&:not(:focus)': HIDDEN,
  }),
});
