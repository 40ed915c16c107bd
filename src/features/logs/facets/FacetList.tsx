import React, { useState } from 'react';
import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Text, useStyles2, useTheme2 } from '@grafana/ui';
import { t, tCount } from '../../../i18n/t';
import { EXACT_FIELDS, type Facet } from '../../../analysis/facets';
import { isLevel, type LogCondition, type LogField } from '../../../telemetry/questions/logs';
import { formatCount } from '../../../ui/format';
import { levelColor } from '../../../ui/logLines/levelLook';
import { fieldName } from '../../../ui/logLines/lineFields';
import { serviceColor } from '../../../ui/serviceColor';
import { type FacetActions, FacetValueRow } from './FacetValueRow';

interface FacetListProps extends FacetActions {
  /** Counted by the backend, over all lines. */
  exact: readonly Facet[];
  /** Counted over the lines at hand. */
  loaded: readonly Facet[];
  where: readonly LogCondition[];
}

/** Values of a facet before more are asked for. */
const FIRST_VALUES = 8;

/** What one can filter by: the values of every field with their counts, those of service and level of all lines. */
export function FacetList({ exact, loaded, where, onFilter }: FacetListProps) {
  const styles = useStyles2(getStyles);
  const others = loaded.filter(({ field }) => !(EXACT_FIELDS as readonly string[]).includes(field));
  // Of no lines there is nothing to choose.
  const counted = exact.filter(({ distinct }) => distinct > 0);
  const choices = others.filter(({ kind }) => kind === 'choice');
  const folded = others.filter(({ kind }) => kind !== 'choice');
  const of = loaded[0]?.of ?? 0;
  const group = (facet: Facet, isOpen: boolean) => (
    <FacetGroup key={facet.field} facet={facet} where={where} onFilter={onFilter} isOpenFirst={isOpen} />
  );
  return (
    <nav className={styles.list} aria-label={t('logs.facets.label', 'Facets')}>
      {counted.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {t('logs.facets.of-all', 'All log lines in range')}
        </Text>
      )}
      {counted.map((facet) => group(facet, true))}
      {others.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {tCount('logs.facets.of-loaded', of, { one: '{{count}} loaded line', other: '{{count}} loaded lines' })}
        </Text>
      )}
      {choices.map((facet, index) => group(facet, index < 4))}
      {folded.map((facet) => group(facet, false))}
    </nav>
  );
}

interface FacetGroupProps extends FacetActions {
  facet: Facet;
  where: readonly LogCondition[];
  isOpenFirst: boolean;
}

function FacetGroup({ facet, where, onFilter, isOpenFirst }: FacetGroupProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [isOpen, setOpen] = useState<boolean>();
  const [isWhole, setWhole] = useState(false);
  const { field, values, distinct, isBounded } = facet;
  const shows = isOpen ?? (isOpenFirst || where.some((condition) => condition.field === field));
  const rows = isWhole ? values : values.slice(0, FIRST_VALUES);
  const name = fieldName(field);
  return (
    <section>
      <button type="button" className={styles.header} aria-expanded={shows} onClick={() => setOpen(!shows)}>
        <Icon name={shows ? 'angle-down' : 'angle-right'} aria-hidden />
        <span className={styles.name} title={originOf(field)}>
          {name}
        </span>
        <span className={styles.count}>{`${formatCount(distinct)}${isBounded ? '+' : ''}`}</span>
      </button>
      {shows && (
        <ul className={cx(styles.values)}>
          {rows.map((value) => (
            <FacetValueRow
              key={value.value}
              field={field}
              value={value}
              where={where}
              onFilter={onFilter}
              color={colorOf(theme, field, value.value)}
            />
          ))}
          {values.length > FIRST_VALUES && (
            <li>
              <Button size="sm" variant="secondary" fill="text" onClick={() => setWhole(!isWhole)}>
                {isWhole
                  ? t('logs.facets.fewer', 'Show fewer')
                  : t('logs.facets.more', 'Show {{count}} more', { count: values.length - FIRST_VALUES })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function colorOf(theme: GrafanaTheme2, field: LogField, value: string): string | undefined {
  return field === 'service'
    ? serviceColor(theme, value)
    : field === 'level' && isLevel(value)
      ? levelColor(theme, value)
      : undefined;
}

/** Where a field is from, for its name alone does not say. */
function originOf(field: LogField): string {
  const [, origin] = /^(label|metadata|field):/.exec(field) ?? [];
  switch (origin) {
    case 'label':
      return t('logs.facets.label-origin', 'Label');
    case 'metadata':
      return t('logs.facets.metadata-origin', 'Structured metadata');
    case 'field':
      return t('logs.facets.field-origin', 'Field');
    default:
      return t('logs.facets.detected-origin', 'Detected field');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), overflow: 'auto', minHeight: 0 }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    width: '100%',
    border: 0,
    padding: theme.spacing(0.25, 0),
    background: 'none',
    textAlign: 'left',
    fontWeight: theme.typography.fontWeightMedium,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: '-2px' },
  }),
  name: css({ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
  count: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  values: css({ listStyle: 'none', padding: theme.spacing(0, 0, 0.5, 2) }),
});
