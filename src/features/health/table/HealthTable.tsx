import React, { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { filterRows, type HealthRow, type SortKey, sortRows } from '../../../analysis/healthRows';
import { HealthTableRow, type RowHops } from './HealthTableRow';
import { belowWidth, TABLE_WIDTHS } from '../../../ui/table/widths';
import { SortHeader } from '../../../ui/table/SortHeader';
import { tableStyles } from '../../../ui/table/tableStyles';
import { useRowKeys } from '../../../ui/table/useRowKeys';

interface HealthTableProps {
  rows: readonly HealthRow[];
  /** What a row is: `Service`, `Route`. */
  noun: string;
  hrefOf: (row: HealthRow) => string;
  hopsOf: (row: HealthRow) => RowHops;
  sort: SortKey;
  reverse: boolean;
  onSort: (sort: SortKey, reverse: boolean) => void;
  filter: string;
  /** What change is measured against, in words. */
  baseline: string;
  showVersion?: boolean;
}

const COLUMNS: Array<{ key: SortKey; title: (noun: string) => string; hint: string }> = [
  { key: 'state', title: () => 'State', hint: 'Worst first' },
  { key: 'name', title: (noun) => noun, hint: 'By name' },
  { key: 'rate', title: () => 'Requests', hint: 'Requests per second, and their change' },
  { key: 'errors', title: () => 'Errors', hint: 'Share of requests that failed (5xx), and its change' },
  { key: 'duration', title: () => 'p50 · p95 · p99', hint: 'Half, 95 % and 99 % of requests take up to this long' },
  { key: 'time', title: () => 'Share of time', hint: 'Share of all the time spent serving requests: the impact' },
];

/** Services or routes, one row each, every row a link. Sorted and filtered by the page's URL. */
export function HealthTable(props: HealthTableProps) {
  const { rows, noun, hrefOf, hopsOf, sort, reverse, onSort, filter, baseline, showVersion } = props;
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = useRowKeys(body);
  const shown = useMemo(() => sortRows(filterRows(rows, filter), sort, reverse), [rows, filter, sort, reverse]);
  // Names start at A, all else with the largest or worst.
  const direction = (sort === 'name') === reverse ? 'descending' : 'ascending';
  const longest = Math.max(0, ...shown.map(({ p95, p99 }) => p99 ?? p95 ?? 0));

  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ key, title, hint }) => (
              <SortHeader
                key={key}
                className={key === 'time' ? styles.time : undefined}
                direction={sort === key ? direction : undefined}
                hint={hint}
                onSort={() => onSort(key, sort === key ? !reverse : false)}
              >
                {title(noun)}
              </SortHeader>
            ))}
            {showVersion && (
              <th scope="col" className={styles.version}>
                Version
              </th>
            )}
            <th scope="col">Ways on</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {shown.map((row) => (
            <HealthTableRow
              key={row.name}
              row={row}
              href={hrefOf(row)}
              hops={hopsOf(row)}
              longest={longest}
              baseline={baseline}
              showVersion={showVersion}
            />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className={styles.none}>{`No ${noun.toLowerCase()} matches “${filter}”.`}</p>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ...tableStyles(theme),
  // What there is no room for depends on the table's width, which a docked menu takes from, not on the window's.
  scroll: css({ width: '100%', overflowX: 'auto', containerType: 'inline-size' }),
  time: css({ [belowWidth(TABLE_WIDTHS.time)]: { display: 'none' } }),
  version: css({ [belowWidth(TABLE_WIDTHS.version)]: { display: 'none' } }),
  none: css({ padding: theme.spacing(2), color: theme.colors.text.secondary }),
});
