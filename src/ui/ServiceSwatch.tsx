import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useServiceColor } from './ServiceColors';

/** The colour of a service. Its name stands beside, in the colour of text: hues alone are hard to read and to tell. */
export function ServiceSwatch({ service }: { service: string }) {
  const styles = useStyles2(getStyles);
  const colorOf = useServiceColor();
  return <i className={styles.swatch} style={{ background: colorOf(service) }} aria-hidden />;
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
