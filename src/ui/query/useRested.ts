import { useEffect, useState } from 'react';

/** Milliseconds without a question under way after which what is seen at first is taken to be there. */
const REST_MS = 1000;

/**
 * What a page showed when it last came to rest, for questions whose answers nobody waits for: they shall not stand in
 * the way of others.
 * @param shown what is shown now, by its identity
 * @param isBusy whether something is still asked for it
 */
export function useRested<T extends object>(shown: T | undefined, isBusy: boolean): T | undefined {
  const [rested, setRested] = useState<T>();
  useEffect(() => {
    if (isBusy || rested === shown) {
      return undefined;
    }
    const timer = setTimeout(() => setRested(shown), REST_MS);
    return () => clearTimeout(timer);
  }, [shown, isBusy, rested]);
  return rested;
}
