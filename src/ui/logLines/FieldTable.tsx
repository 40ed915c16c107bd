import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { redact } from '../../analysis/redaction';
import { type LineActions } from './actions';
import { type FieldOrigin, type LineField, fieldName } from './lineFields';
import { LineText } from './LineText';

const VALUE_LIMIT = 1000;
const PORTION = 10_000;

/** Where fields are from, in the order in which they are shown. */
const ORIGINS: readonly FieldOrigin[] = ['reading', 'label', 'metadata', 'field'];

function originName(origin: FieldOrigin): string {
  switch (origin) {
    case 'reading':
      return t('ui.log-line.fields.detected', 'Detected fields');
    case 'label':
      return t('ui.log-line.fields.labels', 'Labels');
    case 'metadata':
      return t('ui.log-line.fields.metadata', 'Structured metadata');
    case 'field':
      return t('ui.log-line.fields.own', 'Fields');
  }
}

/**
 * The fields of a line by where they were found, each with what can be done with it. Names and values of one thing,
 * not a table of entities: it has no columns to sort or to leave out.
 */
export function FieldTable({ fields, actions }: { fields: readonly LineField[]; actions: LineActions }) {
  const styles = useStyles2(getStyles);
  const groups = ORIGINS.map((origin) => ({ origin, own: fields.filter((field) => field.origin === origin) })).filter(
    ({ own }) => own.length > 0
  );
  return (
    <table className={styles.table}>
      {groups.map(({ origin, own }) => (
        <tbody key={origin}>
          <tr>
            <th colSpan={3} scope="rowgroup" className={styles.group}>
              {originName(origin)}
            </th>
          </tr>
          {own.map((field) => (
            <FieldRow key={field.name} field={field} actions={actions} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function FieldRow({ field: { field, name, value }, actions }: { field: LineField; actions: LineActions }) {
  const styles = useStyles2(getStyles);
  const { onFilter, onCountBy } = actions;
  return (
    <tr className={styles.row}>
      <td className={styles.actions}>
        {field && onFilter && (
          <>
            <IconButton
              name="search-plus"
              size="sm"
              tooltip={t('ui.log-line.fields.filter-for', 'Filter for this value')}
              onClick={() => onFilter(field, value, 'in')}
            />
            <IconButton
              name="search-minus"
              size="sm"
              tooltip={t('ui.log-line.fields.filter-out', 'Filter out this value')}
              onClick={() => onFilter(field, value, 'notIn')}
            />
          </>
        )}
        {field && onCountBy && (
          <IconButton
            name="chart-line"
            size="sm"
            tooltip={t('ui.log-line.fields.count-by', 'Count by {{name}}', { name })}
            onClick={() => onCountBy(field)}
          />
        )}
        <IconButton
          name="copy"
          size="sm"
          tooltip={t('ui.log-line.fields.copy', 'Copy {{name}}', { name })}
          onClick={() => void navigator.clipboard?.writeText(redact(value, name))}
        />
      </td>
      <th scope="row" className={styles.name}>
        <LineText text={field ? fieldName(field) : name} showsAnsi={false} limit={VALUE_LIMIT} />
      </th>
      <td className={styles.value}>
        <LineText text={value} showsAnsi={false} limit={VALUE_LIMIT} more={PORTION} />
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({ width: '100%', fontSize: theme.typography.bodySmall.fontSize }),
  group: css({
    padding: theme.spacing(0.5, 0),
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  row: css({ '&:hover': { background: theme.colors.action.hover } }),
  actions: css({ width: '1%', whiteSpace: 'nowrap', paddingRight: theme.spacing(1), verticalAlign: 'top' }),
  name: css({
    width: '1%',
    whiteSpace: 'nowrap',
    paddingRight: theme.spacing(2),
    fontWeight: theme.typography.fontWeightRegular,
    color: theme.colors.text.secondary,
    verticalAlign: 'top',
  }),
  value: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere', unicodeBidi: 'isolate' }),
});
