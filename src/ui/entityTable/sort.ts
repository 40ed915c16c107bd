/** A value to sort by; undefined is not known. */
export type SortValue = number | string | undefined;

/** How a column sorts. */
export interface SortBy<Row> {
  /** What decides: where the first values are equal, the second ones, and so on. */
  values: (row: Row) => readonly SortValue[];
  /** What comes first unless the order is reversed. Names start at A: the smallest. */
  first: 'largest' | 'smallest';
}

/** The order of a table: by which column, and whether the other way round than usual. */
export interface Sort {
  by: string;
  isReverse: boolean;
}

/**
 * Rows in order. What is not known comes last, also in reverse; equal rows stay in the order in which they are given.
 */
export function sortRows<Row>(rows: readonly Row[], { values, first }: SortBy<Row>, isReverse = false): Row[] {
  const direction = (first === 'smallest') === isReverse ? -1 : 1;
  return rows
    .map((row) => ({ row, values: values(row) }))
    .sort((a, b) => {
      for (const [index, value] of a.values.entries()) {
        const order = compare(value, b.values[index], direction);
        if (order !== 0) {
          return order;
        }
      }
      return 0;
    })
    .map(({ row }) => row);
}

/** @param direction 1 for the smallest first, -1 for the largest */
function compare(a: SortValue, b: SortValue, direction: 1 | -1): number {
  if (isUnknown(a) || isUnknown(b)) {
    return Number(isUnknown(a)) - Number(isUnknown(b));
  }
  return direction * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
}

function isUnknown(value: SortValue): value is undefined {
  return value === undefined || Number.isNaN(value);
}

/** What `aria-sort` says of a column that decides the order. */
export function sortDirection({ first }: SortBy<never>, isReverse: boolean): 'ascending' | 'descending' {
  return (first === 'smallest') === isReverse ? 'descending' : 'ascending';
}

/** The order after a click on a column: as is usual for it, and the other way round if it decides already. */
export function nextSort(by: string, now: Sort | undefined): Sort {
  return { by, isReverse: now?.by === by && !now.isReverse };
}
