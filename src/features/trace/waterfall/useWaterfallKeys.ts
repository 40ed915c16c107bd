import { type KeyboardEvent, type RefObject } from 'react';
import { isOwnKey, isPlain } from '../../../ui/keys/keyEvents';
import { usePageKey } from '../../../ui/keys/pageKeys';
import { type WaterfallModel } from './useWaterfall';

const PAGE_OF_ROWS = 20;

interface Elements {
  search: RefObject<HTMLInputElement | null>;
  rows: RefObject<HTMLElement | null>;
  /** Opens the details, and goes there. */
  onDetails: () => void;
}

const LETTERS: Readonly<Record<string, (model: WaterfallModel) => void>> = {
  j: ({ move }) => move(1),
  k: ({ move }) => move(-1),
  n: ({ jump }) => jump('match', 1),
  N: ({ jump }) => jump('match', -1),
  e: ({ jump }) => jump('error', 1),
  E: ({ jump }) => jump('error', -1),
};

/**
 * Keys: anywhere within the waterfall `j` `k` rows, `n` `N` matches, `e` `E` errors; within the rows also the arrow
 * keys, `Home`, `End` and `Enter`, which leads to the details; from anywhere on the page `/` search.
 */
export function useWaterfallKeys(model: WaterfallModel, { search, rows, onDetails }: Elements) {
  usePageKey('/', () => search.current?.focus());
  return {
    onKey: (event: KeyboardEvent) => {
      const action = LETTERS[event.key];
      if (action && isOwnKey(event)) {
        event.preventDefault();
        action(model);
      }
    },
    onRowsKey: (event: KeyboardEvent) => {
      const all = model.rows.entries.length;
      const actions: Record<string, () => void> = {
        ArrowDown: () => model.move(1),
        ArrowUp: () => model.move(-1),
        ArrowLeft: () => model.step('out'),
        ArrowRight: () => model.step('in'),
        PageDown: () => model.move(PAGE_OF_ROWS),
        PageUp: () => model.move(-PAGE_OF_ROWS),
        Home: () => model.move(-all),
        End: () => model.move(all),
        Enter: onDetails,
      };
      const action = actions[event.key];
      if (action && isPlain(event)) {
        event.preventDefault();
        action();
      }
    },
    onDetailsKey: (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        rows.current?.focus();
      }
    },
    onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        model.jump('match', event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') {
        model.setSearch('');
        rows.current?.focus();
      }
    },
  };
}
