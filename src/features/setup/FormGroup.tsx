import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Badge, type BadgeColor, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { type Settings } from '../../datasources/settings';
import { type SettingsState } from '../../datasources/client/settingsStore';

interface FormGroupProps {
  title: string;
  description: string;
  basis: SettingsState;
  /** The settings that the group shows. */
  keys: ReadonlyArray<keyof Settings>;
  children: ReactNode;
}

/** A group of fields under a heading that says where their values come from. */
export function FormGroup({ title, description, basis, keys, children }: FormGroupProps) {
  const styles = useStyles2(getStyles);
  const { text, color } = originOf(basis, keys);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        <h3 className={styles.title}>{title}</h3> <Badge text={text} color={color} />
      </legend>
      <p className={styles.description}>{description}</p>
      {children}
    </fieldset>
  );
}

function originOf(
  { provisioned, saved }: SettingsState,
  keys: ReadonlyArray<keyof Settings>
): { text: string; color: BadgeColor } {
  const isProvisioned = keys.some((key) => provisioned[key] !== undefined);
  if (keys.some((key) => saved.overrides[key] !== undefined)) {
    return {
      text: isProvisioned
        ? t('setup.origin.overrides', 'Overrides provisioning')
        : t('setup.origin.set-here', 'Set here'),
      color: 'orange',
    };
  }
  return isProvisioned
    ? { text: t('setup.origin.provisioned', 'Provisioned'), color: 'blue' }
    : { text: t('setup.origin.detected', 'Auto-detected'), color: 'green' };
}

const getStyles = (theme: GrafanaTheme2) => ({
  group: css({ border: 'none', margin: 0, padding: 0, minWidth: 0 }),
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    border: 'none',
    margin: 0,
    padding: 0,
    fontSize: 'inherit',
  }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  description: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0, 1), maxWidth: '80ch' }),
});
