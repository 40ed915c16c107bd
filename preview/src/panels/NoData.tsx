import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface NoDataProps {
  message?: string;
}

/** What a panel shows in place of a drawing that it has no data for. */
export function NoData({ message = 'No data' }: NoDataProps) {
  const styles = useStyles2(getStyles);
  return <div className={styles.box}>{message}</div>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    height: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    color: theme.colors.text.secondary,
  }),
});
