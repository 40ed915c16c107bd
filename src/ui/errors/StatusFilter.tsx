import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { ERROR_STATUSES, type ErrorStatus } from '../../analysis/errors/statuses';
import { t } from '../../i18n/t';
import { formatCount } from '../format';
import { statusName } from './statusWords';

interface StatusFilterProps {
  counts: Readonly<Record<ErrorStatus, number>>;
  /** Undefined for all but those that nobody wants to see. */
  status: ErrorStatus | undefined;
  onChange: (status: ErrorStatus | undefined) => void;
}

/** How many errors there are of each status, each a button that shows these alone; pressed again, all are back. */
export function StatusFilter({ counts, status, onChange }: StatusFilterProps) {
  const styles = useStyles2(getStyles);
  const shown = ERROR_STATUSES.filter((one) => counts[one] > 0 || one === status);
  return shown.length === 0 ? null : (
    <div role="group" aria-label={t('ui.errors.filter', 'Errors by status')} className={styles.filter}>
      {shown.map((one) => (
        <Button
          key={one}
          size="sm"
          variant={one === status ? 'primary' : 'secondary'}
          fill="outline"
          aria-pressed={one === status}
          onClick={() => onChange(one === status ? undefined : one)}
        >
          {t('ui.errors.filter-one', '{{status}} {{count}}', {
            status: statusName(one),
            count: formatCount(counts[one]),
          })}
        </Button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  filter: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
});
