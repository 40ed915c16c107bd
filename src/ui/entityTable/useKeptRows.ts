import { useState } from 'react';

/** The rows, or while newer ones are loading and none is there, the last ones. */
export function useKeptRows<Row>(rows: readonly Row[], isLoading: boolean): readonly Row[] {
  const [kept, setKept] = useState(rows);
  if (isLoading && rows.length === 0) {
    return kept;
  }
  if (rows !== kept) {
    setKept(rows);
  }
  return rows;
}
