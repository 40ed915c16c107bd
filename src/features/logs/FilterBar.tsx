import React from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Tooltip, useStyles2 } from '@grafana/ui';
import { type LogsState } from '../../correlation/pageUrls/logs';
import { t } from '../../i18n/t';
import { type LineFilter, type LogCondition, type LogField } from '../../telemetry/questions/logs';
import { fieldName } from '../../ui/logLines/lineFields';
import { showInvisible } from '../../ui/logLines/text/invisible';
import { cutText } from '../../ui/logLines/text/pieces';
import { withFilter, withoutValue } from './conditions';
import { LineFilterInput } from './LineFilterInput';
import { emptyValue } from './words';

interface FilterBarProps {
  params: LogsState;
  onChange: (part: Partial<LogsState>) => void;
}

/** What is asked for: each condition can be dropped, and texts that lines must have, or must not, be added. */
export function FilterBar({ params: { where, lines }, onChange }: FilterBarProps) {
  const styles = useStyles2(getStyles);
  const values = where.flatMap(({ field, op, values: all }) => all.map((value) => ({ field, op, value })));
  return (
    <div className={styles.bar}>
      <LineFilterInput onAdd={(filter) => onChange({ lines: withFilter(lines, filter) })} />
      {values.map(({ field, op, value }) => (
        <Chip
          key={`${field} ${op} ${value}`}
          isOut={op === 'notIn'}
          text={describeValue(field, value, op)}
          onRemove={() => onChange({ where: withoutValue(where, field, value) })}
        />
      ))}
      {lines.map((filter) => (
        <Chip
          key={JSON.stringify(filter)}
          isOut={filter.op === 'exclude'}
          text={describeFilter(filter)}
          onRemove={() => onChange({ lines: lines.filter((one) => one !== filter) })}
        />
      ))}
      {values.length + lines.length > 1 && (
        <Button size="sm" variant="secondary" fill="text" onClick={() => onChange({ where: [], lines: [] })}>
          {t('logs.filters.clear', 'Clear all')}
        </Button>
      )}
    </div>
  );
}

/** A value that is kept or excluded: `service = payments`, `level ≠ info`. */
function describeValue(field: LogField, value: string, op: LogCondition['op']): string {
  return `${fieldName(field)} ${op === 'in' ? '=' : '≠'} ${value === '' ? emptyValue() : value}`;
}

/** A filter in words: `contains “declined”`, `does not contain /health.+/ (Aa)`. */
function describeFilter({ text, kind, caseSensitive, op }: LineFilter): string {
  const filter = `${kind === 'text' ? `“${text}”` : `/${text}/`}${caseSensitive ? ' (Aa)' : ''}`;
  return op === 'include'
    ? t('logs.filters.contains', 'contains {{filter}}', { filter })
    : t('logs.filters.excludes', 'does not contain {{filter}}', { filter });
}

const LONGEST = 80;
const LONGEST_HINT = 1000;

function Chip({ text, isOut, onRemove }: { text: string; isOut: boolean; onRemove: () => void }) {
  const styles = useStyles2(getStyles);
  // Values come out of lines and links: nothing in them may be hidden.
  const shown = showInvisible(cutText(text, LONGEST))
    .map((part) => part.text)
    .join('');
  return (
    <span className={cx(styles.chip, isOut && styles.out)}>
      {shown.length < text.length ? (
        <Tooltip content={cutText(text, LONGEST_HINT)}>
          <span className={styles.text}>{`${shown}…`}</span>
        </Tooltip>
      ) : (
        <span className={styles.text}>{shown}</span>
      )}
      <IconButton
        name="times"
        size="sm"
        aria-label={t('logs.filters.remove', 'Remove: {{filter}}', { filter: shown })}
        onClick={onRemove}
      />
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 0.5, 0.25, 1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    maxWidth: '100%',
  }),
  out: css({ borderStyle: 'dashed', borderColor: theme.colors.error.border }),
  text: css({ overflowWrap: 'anywhere', unicodeBidi: 'isolate' }),
});
