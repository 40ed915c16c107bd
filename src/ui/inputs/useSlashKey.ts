import { useRef } from 'react';
import { usePageKey } from '../keys/pageKeys';

/** `/` leads into the field that the result is given to, from anywhere on the page where nobody is typing. */
export function useSlashKey() {
  const input = useRef<HTMLInputElement>(null);
  usePageKey('/', () => input.current?.focus());
  return input;
}
