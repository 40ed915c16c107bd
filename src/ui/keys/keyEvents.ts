import { type KeyboardEvent as ReactKeyboardEvent } from 'react';

/** Whether keys go into a field right now. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Whether a key is pressed by itself: with others the browser does something of its own, such as going back. */
export function isPlain({ ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  return !ctrlKey && !metaKey && !altKey;
}

/**
 * Whether a key is meant for what handles it: pressed by itself, where nobody is typing, and within it on the page.
 * React tells also of keys in dialogs that it opened.
 */
export function isOwnKey(event: ReactKeyboardEvent): boolean {
  const { target, currentTarget } = event;
  return isPlain(event) && !isTyping(target) && target instanceof Node && currentTarget.contains(target);
}
