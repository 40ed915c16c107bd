import { type KeyboardEvent, type RefObject, useCallback, useEffect } from 'react';

/** `j` and `k` move from row link to row link; `Enter` opens, because they are links. */
export function useRowKeys(body: RefObject<HTMLElement>): (event: KeyboardEvent) => void {
  const move = useCallback(
    (by: number) => {
      const links = [...(body.current?.querySelectorAll<HTMLElement>('tr a[href]') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = at === -1 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
      links[next]?.focus();
    },
    [body]
  );

  // From anywhere on the page, as long as nobody is typing.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (event.key === 'j' || event.key === 'k') {
        move(event.key === 'j' ? 1 : -1);
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [move]);

  return useCallback(
    (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        move(event.key === 'ArrowDown' ? 1 : -1);
        event.preventDefault();
      }
    },
    [move]
  );
}

/** Whether keys go into a field right now. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
