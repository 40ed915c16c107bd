import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { serviceColor } from './serviceColor';

/** The colour of a service. Its name stands beside, in the colour of text: hues alone are hard to read and to tell. */
export function ServiceSwatch({ service }: { service: string }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return <i className={styles.swatch} style={{ background: serviceColor(theme, service) }} aria-hidden />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  swatch: css({
    flex: 'none',
    display: 'inline-block',
    width: theme.spacing(1),
    height: theme.spacing(1),
    marginRight: theme.spacing(0.75),
    borderRadius: theme.shape.radius.circle,
  }),
});
