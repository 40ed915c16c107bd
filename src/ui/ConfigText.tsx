import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { t } from '../i18n/t';

interface ConfigTextProps {
  /** What it is, and of whom. */
  label: string;
  text: string;
}

/** Lines of configuration, to copy. */
export function ConfigText({ label, text }: ConfigTextProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.box}>
      <ClipboardButton variant="secondary" size="sm" icon="copy" getText={() => text} className={styles.copy}>
        {t('ui.config.copy', 'Copy')}
      </ClipboardButton>
      <pre className={styles.code} tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), width: '100%', minWidth: 0 }),
  copy: css({ alignSelf: 'flex-start' }),
  code: css({ margin: 0, width: '100%', maxHeight: theme.spacing(50), overflow: 'auto' }),
});
