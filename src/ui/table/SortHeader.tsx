import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

interface SortHeaderProps {
  children: ReactNode;
  /** What comes first, or what the column tells. */
  hint: string;
  /** The order of the rows where this column decides it. */
  direction?: 'ascending' | 'descending';
  onSort: () => void;
  className?: string;
}

/** The head of a column that sorts the table. */
export function SortHeader({ children, hint, direction, onSort, className }: SortHeaderProps) {
  const styles = useStyles2(getStyles);
  return (
    <th scope="col" className={className} aria-sort={direction}>
      <button type="button" className={styles.sort} title={hint} onClick={onSort}>
        {children}
        {direction && <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} aria-hidden />}
      </button>
    </th>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sort: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    cursor: 'pointer',
    '&:hover': { color: theme.colors.text.primary },
  }),
});
