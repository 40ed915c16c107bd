import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { t } from '../../../i18n/t';
import { type FacetValue } from '../../../analysis/facets';
import { type LogCondition, type LogField } from '../../../telemetry/questions/logs';
import { formatCount, formatShare } from '../../../ui/format';
import { LineText } from '../../../ui/logLines/LineText';
import { hasValue } from '../conditions';
import { emptyValue } from '../words';

export interface FacetActions {
  onFilter: (field: LogField, value: string, op: LogCondition['op']) => void;
}

interface FacetValueRowProps extends FacetActions {
  field: LogField;
  value: FacetValue;
  where: readonly LogCondition[];
  /** Of the value, where values of this field have one; neutral else. */
  color?: string;
}

const LONGEST = 60;

/** A value with its share as a bar: a click keeps its lines, another control leaves them out. */
export function FacetValueRow({ field, value: { value, count, share }, where, onFilter, color }: FacetValueRowProps) {
  const styles = useStyles2(getStyles);
  const isKept = hasValue(where, field, value, 'in');
  const isOut = hasValue(where, field, value, 'notIn');
  const name = value === '' ? emptyValue() : value;
  const short = name.slice(0, 100);
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={cx(styles.value, isKept && styles.kept, isOut && styles.out)}
        aria-pressed={isKept}
        onClick={() => onFilter(field, value, 'in')}
      >
        <span className={styles.words}>
          <span className={styles.name}>
            <LineText text={name} showsAnsi={false} limit={LONGEST} />
          </span>
          <span className={styles.count}>{formatCount(count)}</span>
          <span className={styles.share}>{formatShare(share)}</span>
        </span>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={{ width: `${share * 100}%`, background: color }} />
        </span>
      </button>
      <IconButton
        name="ban"
        size="sm"
        variant={isOut ? 'destructive' : 'secondary'}
        aria-pressed={isOut}
        tooltip={
          isOut
            ? t('logs.facets.stop-excluding', 'Stop excluding {{value}}', { value: short })
            : t('logs.facets.exclude', 'Exclude {{value}}', { value: short })
        }
        onClick={() => onFilter(field, value, 'notIn')}
      />
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  value: css({
    flex: 1,
    minWidth: 0,
    border: 0,
    padding: theme.spacing(0.25, 0.5),
    background: 'none',
    textAlign: 'left',
    borderRadius: theme.shape.radius.default,
    fontSize: theme.typography.bodySmall.fontSize,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  kept: css({
    background: theme.colors.action.selected,
    fontWeight: theme.typography.fontWeightMedium,
    // Secondary text would be too faint on it.
    '& span': { color: theme.colors.text.primary },
  }),
  out: css({ textDecoration: 'line-through', color: theme.colors.text.secondary }),
  words: css({ display: 'flex', gap: theme.spacing(1), fontVariantNumeric: 'tabular-nums' }),
  name: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  count: css({ color: theme.colors.text.secondary }),
  share: css({ color: theme.colors.text.secondary, minWidth: '5ch', textAlign: 'right' }),
  track: css({ display: 'block', height: '2px', background: theme.colors.border.weak }),
  bar: css({ display: 'block', height: '100%', background: theme.colors.text.secondary }),
});
