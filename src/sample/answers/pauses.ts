/** Milliseconds after which long work lets the page breathe. */
const SLICE = 12;

/**
 * For loops that take long: awaited at every turn, it lets others have their turn now and then.
 * @returns a function that throws the signal's reason when it is aborted
 */
export function pauses(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since < SLICE) {
      return undefined;
    }
    return new Promise((resolve) => setTimeout(resolve)).then(() => {
      since = performance.now();
      signal?.throwIfAborted();
    });
  };
}
