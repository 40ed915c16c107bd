import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';

interface FormRowProps {
  /** What the row is about, for its name and for the button that removes it. */
  label: string;
  isReadOnly: boolean;
  onRemove: () => void;
  children: ReactNode;
}

/** One of several rows of fields, with a button to remove it. Wraps where there is no room. */
export function FormRow({ label, isReadOnly, onRemove, children }: FormRowProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.row} role="group" aria-label={label}>
      {children}
      {!isReadOnly && (
        <IconButton
          name="trash-alt"
          aria-label={t('setup.row.remove', 'Remove {{row}}', { row: label })}
          className={styles.remove}
          onClick={onRemove}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  }),
  // Beside the fields, which have a label above them. Large enough for a finger.
  remove: css({ marginTop: theme.spacing(2.75), minWidth: theme.spacing(3), minHeight: theme.spacing(3) }),
});
