import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Input, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { useSlashKey } from './useSlashKey';

interface FilterInputProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
}

/** A text filter that `/` leads to and `Esc` leaves, empty. */
export function FilterInput({ value, onChange, label }: FilterInputProps) {
  const styles = useStyles2(getStyles);
  const input = useSlashKey();
  return (
    <Input
      ref={input}
      value={value}
      width={30}
      placeholder={t('ui.filter.placeholder', 'Filter by name')}
      suffix={
        value === '' && (
          <kbd className={styles.key} aria-hidden>
            /
          </kbd>
        )
      }
      aria-label={label}
      aria-keyshortcuts="/"
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          onChange('');
          event.currentTarget.blur();
        }
      }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    padding: theme.spacing(0, 0.75),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    boxShadow: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
