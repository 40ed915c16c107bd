import { useState } from 'react';
import { type Order } from '../../../correlation/pageUrls/order';
import { isSortKey, type SortKey } from './sorts';

/** What is known of all rows when they are shown first. */
const KNOWN_FIRST: ReadonlySet<SortKey> = new Set<SortKey>(['name', 'rate', 'errors', 'lag']);

/** In which order rows stand, and whether that is the one that was chosen. */
export interface FirstOrder {
  order: Order;
  /** The order by error rate stands in for another one, which waits for its data or for the pointer to go. */
  isStandIn: boolean;
  /** Rows are as they were shown first, though more is known: the pointer or the focus is among them. */
  isHeld: boolean;
  /** Lets the rows go to their places: the reader chose an order. */
  release: () => void;
  /** Of the element around the rows. */
  handlers: Record<'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur', () => void>;
}

/**
 * The order of rows of which not all is known at first. What they are to be sorted by may be still to come: until then
 * they stand by their error rate, and then go to their places when that moves no row away under the pointer.
 * @param isPartial only what is shown first is known
 */
export function useFirstOrder(chosen: Order, isPartial: boolean): FirstOrder {
  const [isFirst, setFirst] = useState(isPartial);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  if (isFirst !== isPartial && (isPartial || !(isPointed || isFocused))) {
    setFirst(isPartial);
  }
  const isKnown = isSortKey(chosen.by) && KNOWN_FIRST.has(chosen.by);
  return {
    order: isFirst && !isKnown ? { by: 'errors', isReverse: false } : chosen,
    isStandIn: isFirst && !isKnown,
    isHeld: isFirst && !isPartial,
    release: () => setFirst(isPartial),
    handlers: {
      // Once the rows have their places nothing depends on it.
      onPointerEnter: () => setPointed(isFirst),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(isFirst),
      onBlur: () => setFocused(false),
    },
  };
}
