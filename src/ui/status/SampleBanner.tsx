import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Text, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { useTelemetryClient } from '../../datasources/client/context';
import { useSampleMode } from './useSampleMode';

/** Says on every page that what it shows is no real shop, and turns that off. */
export function SampleBanner() {
  const styles = useStyles2(getStyles);
  const { sampleMode } = useTelemetryClient();
  return useSampleMode() ? (
    <div className={styles.banner} role="status" data-testid="sample-banner">
      <Icon name="info-circle" aria-hidden />
      <Text weight="medium">{t('ui.sample.title', 'Sample data: a simulated shop.')}</Text>
      {!sampleMode.isFixed && (
        <>
          <Text color="secondary">
            {t('ui.sample.scope', 'Only visible to you in this browser. Your own data is not shown.')}
          </Text>
          <Button size="sm" variant="secondary" onClick={() => sampleMode.set(false)}>
            {t('ui.sample.turn-off', 'Turn off sample data')}
          </Button>
        </>
      )}
    </div>
  ) : null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  banner: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 2),
    background: theme.colors.info.transparent,
    borderBottom: `1px solid ${theme.colors.info.border}`,
  }),
});
