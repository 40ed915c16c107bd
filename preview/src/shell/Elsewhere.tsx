import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { BASE_URL } from '../../../src/correlation/routes';

/** Stands where a link leads to a page of Grafana's own. */
export function Elsewhere() {
  const styles = useStyles2(getStyles);
  const { pathname } = useLocation();
  return (
    <main className={styles.page}>
      <h1>Not in the preview</h1>
      <p>
        <code>{pathname}</code> is a page of Grafana’s own. The preview shows the pages of Tillwatch only.
      </p>
      <TextLink href={locationUtil.assureBaseUrl(BASE_URL)} inline={false}>
        Back to Tillwatch
      </TextLink>
    </main>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ page: css({ padding: theme.spacing(3) }) });
