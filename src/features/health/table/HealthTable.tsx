import React from 'react';
import { type Baseline } from '../../../analysis/comparison';
import { type HealthRow } from '../../../analysis/healthRows';
import { type Order } from '../../../correlation/pageUrls/order';
import { EntityTable } from '../../../ui/entityTable/EntityTable';
import { judgementText } from '../../../ui/status/reasonText';
import { healthColumns, isReasonPrinted } from './columns';
import { rowTitle } from './rowTitle';
import { type RowLinks } from './rowLinks';
import { isSortKey, type SortKey } from './sorts';
import { type RowKind, tableWords } from './words';

interface HealthTableProps {
  rows: readonly HealthRow[];
  by: RowKind;
  hrefOf: (row: HealthRow) => string;
  linksOf: (row: HealthRow) => RowLinks;
  sort: Order;
  onSort: (sort: SortKey, reverse: boolean) => void;
  filter: string;
  /** What change is measured against. */
  baseline: Baseline;
  showVersion?: boolean;
  /** Says of a row since when there is data of it; left out where that is told for all rows. */
  sinceOf?: (row: HealthRow) => string | undefined;
  /** Rows came into sight, of which the small lines are not there yet. */
  onSeen?: (rows: readonly HealthRow[]) => void;
  /** Adds to rows what only those in sight have, before they are written to a file. */
  complete?: (rows: readonly HealthRow[]) => Promise<readonly HealthRow[]>;
  /** Rows are shown before all is known of them. */
  isPartial?: boolean;
  /** No row has a line below it that it did not have when it was shown first. */
  areNotesHeld?: boolean;
}

/**
 * Services or routes, one row each, every row a link; below those that are not well stands why, and below those that
 * are not measured all the time since when they are. Sorted and filtered by the page's URL.
 */
export function HealthTable(props: HealthTableProps) {
  const { rows, by, sort, onSort, filter, baseline, sinceOf, onSeen, complete } = props;
  const { isPartial = false, areNotesHeld = isPartial } = props;
  const words = tableWords(by);
  return (
    <EntityTable
      rows={rows}
      columns={healthColumns(props)}
      keyOf={rowTitle}
      testIdOf={(row) => `health-row-${rowTitle(row)}`}
      noteOf={(row) => {
        const reason = isReasonPrinted(row) && !areNotesHeld ? judgementText(row.judgement, baseline) : undefined;
        const notes = [reason, sinceOf?.(row)].filter((note) => note !== undefined);
        return notes.length === 0 ? undefined : notes.join(' · ');
      }}
      noun={by}
      label={words.label}
      sort={sort}
      onSort={(next) => isSortKey(next.by) && onSort(next.by, next.isReverse)}
      filter={filter}
      noMatch={words.noMatch(filter)}
      onSeen={onSeen}
      complete={complete}
    />
  );
}
