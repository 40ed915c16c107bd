import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Input, Spinner, Text, useStyles2, useTheme2 } from '@grafana/ui';
import { type Facet, searchValues } from '../../../analysis/facets';
import { t } from '../../../i18n/t';
import { isLevel, type LogField, type LogSelection } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { formatCount } from '../../../ui/format';
import { levelColor } from '../../../ui/logLines/levelLook';
import { fieldName } from '../../../ui/logLines/lineFields';
import { serviceColor } from '../../../ui/serviceColor';
import { useFieldCount } from '../useLogCounts';
import { type OpenLogs } from '../useLogSource';
import { type FacetActions, FacetValueRow } from './FacetValueRow';

interface FacetGroupProps extends FacetActions {
  facet: Facet;
  /** Its values are counted over all lines already. */
  isExact?: boolean;
  /** Whether its values are shown before anybody opened or closed it. */
  isOpenFirst: boolean;
  open: OpenLogs;
  selection: LogSelection;
  span: TimeSpan;
}

/** Values of a facet before more are asked for. Where there are more, they can be searched. */
const FIRST_VALUES = 8;

/** A field and its values: those of the lines at hand, or on request of all lines. */
export function FacetGroup(props: FacetGroupProps) {
  const { isExact = false, isOpenFirst, open, selection, span, onFilter } = props;
  const { field } = props.facet;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [isOpen, setOpen] = useState<boolean>();
  const [isWhole, setWhole] = useState(false);
  const [search, setSearch] = useState('');
  const [isCountingAll, setCountingAll] = useState(false);
  const all = useFieldCount(open, isCountingAll ? field : undefined, withoutField(selection, field), span);
  const facet = all.value ?? props.facet;
  const found = useMemo(() => (search === '' ? facet.values : searchValues(facet, search)), [facet, search]);
  const shows = isOpen ?? (isOpenFirst || selection.where.some((condition) => condition.field === field));
  const rows = isWhole || search !== '' ? found : found.slice(0, FIRST_VALUES);
  const origin = originOf(field);
  return (
    <section>
      <button type="button" className={styles.header} aria-expanded={shows} onClick={() => setOpen(!shows)}>
        <Icon name={shows ? 'angle-down' : 'angle-right'} aria-hidden />
        <span className={styles.name}>{fieldName(field)}</span>
        {origin !== undefined && <span className={styles.secondary}>{origin}</span>}
        <span className={styles.secondary}>{`${formatCount(facet.distinct)}${facet.isBounded ? '+' : ''}`}</span>
      </button>
      {shows && (
        <div className={styles.content}>
          {facet.distinct > FIRST_VALUES && (
            <Input
              value={search}
              placeholder={t('logs.facets.search', 'Search values')}
              aria-label={t('logs.facets.search-field', 'Search values of {{field}}', { field: fieldName(field) })}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            />
          )}
          <ul className={styles.values}>
            {rows.map((value) => (
              <FacetValueRow
                key={value.value}
                field={field}
                value={value}
                where={selection.where}
                onFilter={onFilter}
                color={colorOf(theme, field, value.value)}
              />
            ))}
          </ul>
          {search !== '' && rows.length === 0 && (
            <Text variant="bodySmall" color="secondary" element="p">
              {t('logs.facets.no-value', 'No values match')}
            </Text>
          )}
          {search === '' && found.length > FIRST_VALUES && (
            <Button size="sm" variant="secondary" fill="text" onClick={() => setWhole(!isWhole)}>
              {isWhole
                ? t('logs.facets.fewer', 'Show fewer')
                : t('logs.facets.more', 'Show {{count}} more', { count: found.length - FIRST_VALUES })}
            </Button>
          )}
          {!isExact && (
            <Button size="sm" variant="secondary" fill="text" onClick={() => setCountingAll(!isCountingAll)}>
              {isCountingAll
                ? t('logs.facets.count-loaded', 'Count loaded lines')
                : t('logs.facets.count-all', 'Count all log lines')}
            </Button>
          )}
          {all.isLoading && <Spinner inline size="sm" />}
          {all.failure && (
            <Text variant="bodySmall" color="error" element="p">
              {all.failure.message}
            </Text>
          )}
        </div>
      )}
    </section>
  );
}

/** Counted without its own conditions: a facet lists what else could be chosen. */
function withoutField({ where, lines }: LogSelection, field: LogField): LogSelection {
  return { where: where.filter((condition) => condition.field !== field), lines };
}

function colorOf(theme: GrafanaTheme2, field: LogField, value: string): string | undefined {
  return field === 'service'
    ? serviceColor(theme, value)
    : field === 'level' && isLevel(value)
      ? levelColor(theme, value)
      : undefined;
}

/** Where a field is from, for its name alone does not say; undefined for what every line is read for. */
function originOf(field: LogField): string | undefined {
  switch (/^(label|metadata|field):/.exec(field)?.[1]) {
    case 'label':
      return t('logs.facets.label-origin', 'label');
    case 'metadata':
      return t('logs.facets.metadata-origin', 'metadata');
    case 'field':
      return t('logs.facets.field-origin', 'field');
    default:
      return undefined;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
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
  name: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  content: css({ padding: theme.spacing(0, 0, 0.5, 2) }),
  values: css({ listStyle: 'none' }),
});
