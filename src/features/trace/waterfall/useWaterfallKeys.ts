import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { isTyping } from '../../../ui/entityTable/useRowKeys';
import { type WaterfallModel } from './useWaterfall';

const PAGE_OF_ROWS = 20;

interface Elements {
  search: RefObject<HTMLInputElement | null>;
  rows: RefObject<HTMLElement | null>;
  /** Opens the details, and goes there. */
  onDetails: () => void;
}

/**
 * Keys: from anywhere on the page `j` `k` rows, `n` `N` matches, `e` `E` errors, `/` search; within the rows also the
 * arrow keys, `Home`, `End` and `Enter`, which leads to the details.
 */
export function useWaterfallKeys(model: WaterfallModel, { search, rows, onDetails }: Elements) {
  const current = useRef(model);
  useEffect(() => {
    current.current = model;
  });

  useEffect(() => {
    const actions: Record<string, (model: WaterfallModel) => void> = {
      j: ({ move }) => move(1),
      k: ({ move }) => move(-1),
      n: ({ jump }) => jump('match', 1),
      N: ({ jump }) => jump('match', -1),
      e: ({ jump }) => jump('error', 1),
      E: ({ jump }) => jump('error', -1),
      '/': () => search.current?.focus(),
    };
    const onKey = (event: globalThis.KeyboardEvent) => {
      const action = actions[event.key];
      if (action && !isTyping(event.target) && isPlain(event)) {
        event.preventDefault();
        action(current.current);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [search]);

  return {
    onRowsKey: (event: KeyboardEvent) => {
      const all = current.current.rows.entries.length;
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

/** With these the browser does something of its own, such as going back. */
export function isPlain({ ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return !ctrlKey && !metaKey && !altKey;
}
