import { type ReactNode, useEffect, useState } from 'react';
import { type RowBlocksProps } from './RowBlocks';

/** So many rows are all drawn; of more only those in sight, and a little around it. */
export const DRAWN_AT_ONCE = 100;
/** Rows that are there before it is known what is in sight. */
export const DRAWN_FIRST = 30;

type DrawBlocks<Row> = (props: RowBlocksProps<Row>) => ReactNode;

/**
 * What draws only the rows in sight. Few tables have so many rows, so it is loaded for those that do.
 * @returns `loading`, or `none` where it is not needed or cannot be loaded: then all rows are drawn
 */
export function useRowBlocks<Row>(isNeeded: boolean): DrawBlocks<Row> | 'loading' | 'none' {
  const [loaded, setLoaded] = useState<{ draw: DrawBlocks<Row> | 'none' }>();
  const isLoaded = loaded !== undefined;
  useEffect(() => {
    let isHere = true;
    if (isNeeded && !isLoaded) {
      import(/* webpackChunkName: "row-blocks" */ './RowBlocks').then(
        ({ drawRowBlocks }) => isHere && setLoaded({ draw: drawRowBlocks }),
        () => isHere && setLoaded({ draw: 'none' })
      );
    }
    return () => {
      isHere = false;
    };
  }, [isNeeded, isLoaded]);
  return isNeeded ? (loaded?.draw ?? 'loading') : 'none';
}
