import React, { useEffect, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import { PLUGIN_ID } from '../../correlation/routes';
import { t } from '../../i18n/t';
import { type Settings } from '../../datasources/settings';
import { provisioningYaml } from './provisioning';
import { ReportSection } from './ReportSection';

/** The settings in force as a file, for who keeps them under version control. */
export function ProvisioningFile({ settings }: { settings: Settings }) {
  const styles = useStyles2(getStyles);
  const [isWanted, setWanted] = useState(false);
  const [file, setFile] = useState<string>();

  useEffect(() => {
    let current = true;
    if (isWanted) {
      void provisioningYaml(PLUGIN_ID, settings).then((yaml) => current && setFile(yaml));
    }
    return () => {
      current = false;
    };
  }, [isWanted, settings]);

  return (
    <ReportSection
      title={t('setup.file.title', 'Export as provisioning file')}
      summary={t(
        'setup.file.summary',
        "The saved settings, provisioned ones included, for Grafana's provisioning/plugins folder. Unsaved changes are not included."
      )}
      action={
        file === undefined ? (
          <Button variant="secondary" onClick={() => setWanted(true)}>
            {t('setup.file.show', 'Show YAML')}
          </Button>
        ) : (
          <ClipboardButton variant="secondary" icon="copy" getText={() => file}>
            {t('setup.file.copy', 'Copy')}
          </ClipboardButton>
        )
      }
    >
      {file !== undefined && (
        <pre className={styles.code} tabIndex={0} aria-label={t('setup.file.label', 'Provisioning file')}>
          {file}
        </pre>
      )}
    </ReportSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  code: css({ margin: 0, maxHeight: theme.spacing(60), overflow: 'auto' }),
});
