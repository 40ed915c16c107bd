import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Text, useStyles2 } from '@grafana/ui';
import { EXACT_FIELDS, type Facet } from '../../../analysis/facets';
import { t, tCount } from '../../../i18n/t';
import { type LogSelection } from '../../../telemetry/questions/logs';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { type OpenLogs } from '../useLogSource';
import { FacetGroup } from './FacetGroup';
import { type FacetActions } from './FacetValueRow';

interface FacetListProps extends FacetActions {
  /** Counted by the backend, over all lines. */
  exact: readonly Facet[];
  /** Counted over the lines at hand. */
  loaded: readonly Facet[];
  /** What the lines are, to count all of them on request. */
  open: OpenLogs;
  selection: LogSelection;
  span: TimeSpan;
}

/** Facets of the lines at hand that are open from the beginning. */
const OPEN_AT_FIRST = 4;

/** What one can filter by: the values of every field with their counts, those of service and level of all lines. */
export function FacetList({ exact, loaded, ...asked }: FacetListProps) {
  const styles = useStyles2(getStyles);
  const others = loaded.filter(({ field }) => !(EXACT_FIELDS as readonly string[]).includes(field));
  // Of no lines there is nothing to choose.
  const counted = exact.filter(({ distinct }) => distinct > 0);
  const choices = others.filter(({ kind }) => kind === 'choice');
  const folded = others.filter(({ kind }) => kind !== 'choice');
  const of = loaded[0]?.of ?? 0;
  return (
    <nav className={styles.list} aria-label={t('logs.facets.label', 'Facets')}>
      {counted.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {t('logs.facets.of-all', 'All log lines in range')}
        </Text>
      )}
      {counted.map((facet) => (
        <FacetGroup key={facet.field} facet={facet} isExact isOpenFirst {...asked} />
      ))}
      {others.length > 0 && (
        <Text variant="bodySmall" color="secondary" element="p">
          {tCount('logs.facets.of-loaded', of, { one: '{{count}} loaded line', other: '{{count}} loaded lines' })}
        </Text>
      )}
      {[...choices, ...folded].map((facet, index) => (
        <FacetGroup
          key={facet.field}
          facet={facet}
          isOpenFirst={index < Math.min(OPEN_AT_FIRST, choices.length)}
          {...asked}
        />
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), overflow: 'auto', minHeight: 0 }),
});
