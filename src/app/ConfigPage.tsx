import React from 'react';
import { css } from '@emotion/css';
import { type AppPluginMeta, type GrafanaTheme2, type PluginConfigPageProps } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { healthUrl } from '../correlation/pageUrls/health';
import { setupUrl } from '../correlation/pageUrls/setup';
import { SampleMode } from '../datasources/client/sampleMode';
import { t } from '../i18n/t';
import { appHref, goTo } from '../ui/links/links';

type ConfigPageProps = Pick<PluginConfigPageProps<AppPluginMeta>, 'plugin'>;

/** Where one is after enabling the plugin: the ways into it. What can be set is set on its Setup page. */
export function ConfigPage({ plugin }: ConfigPageProps) {
  const styles = useStyles2(getStyles);
  if (!plugin.meta.enabled) {
    return <p>{t('config.disabled', 'Enable Tillwatch to open its pages.')}</p>;
  }
  // Nothing is shared with a page before any is open.
  const nothing = new URLSearchParams();
  const trySample = () => {
    new SampleMode().set(true);
    goTo(healthUrl.write({}), nothing);
  };
  return (
    <>
      <p className={styles.text}>
        {t(
          'config.about',
          'Tillwatch detects your services in Prometheus, Loki and Tempo. Nothing has to be configured. Check setup shows what was detected and what is missing.'
        )}
      </p>
      <div className={styles.actions}>
        <LinkButton href={appHref(healthUrl.write({}), nothing)} icon="heart-rate">
          {t('config.open-health', 'Open Health')}
        </LinkButton>
        <LinkButton href={appHref(setupUrl.write({}), nothing)} variant="secondary" icon="check-circle">
          {t('config.check-setup', 'Check setup')}
        </LinkButton>
        <Button variant="secondary" icon="eye" onClick={trySample}>
          {t('config.try-sample', 'Try sample data')}
        </Button>
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ maxWidth: '80ch' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
