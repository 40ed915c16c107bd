import React from 'react';
import { type Baseline } from '../../../analysis/comparison';
import { type HealthRow } from '../../../analysis/healthRows';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { healthColumns } from './columns';
import { type RowLinks } from './rowLinks';
import { isSortKey, type SortKey } from './sorts';

interface HealthTableProps {
  rows: readonly HealthRow[];
  /** What a row is: `Service`, `Route`. */
  noun: string;
  hrefOf: (row: HealthRow) => string;
  linksOf: (row: HealthRow) => RowLinks;
  sort: SortKey;
  reverse: boolean;
  onSort: (sort: SortKey, reverse: boolean) => void;
  filter: string;
  /** What change is measured against. */
  baseline: Baseline;
  showVersion?: boolean;
}

/** Services or routes, one row each, every row a link. Sorted and filtered by the page's URL. */
export function HealthTable(props: HealthTableProps) {
  const { rows, noun, sort, reverse, onSort, filter } = props;
  return (
    <EntityTable
      rows={rows}
      columns={healthColumns(props)}
      keyOf={({ name }) => name}
      testIdOf={({ name }) => `health-row-${name}`}
      noun={noun.toLowerCase()}
      label={`${noun}s`}
      sort={{ by: sort, isReverse: reverse }}
      onSort={({ by, isReverse }) => isSortKey(by) && onSort(by, isReverse)}
      filter={filter}
    />
  );
}
