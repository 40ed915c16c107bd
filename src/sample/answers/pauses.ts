/** Milliseconds after which long work lets the page breathe. */
const SLICE = 12;

/**
 * For loops that take long: awaited at every turn, it lets others have their turn now and then.
 * @returns a function that throws an AbortError when the signal is aborted
 */
export function pauses(signal?: AbortSignal): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    stopIfAborted(signal);
    if (performance.now() - since < SLICE) {
      return undefined;
    }
    return new Promise((resolve) => setTimeout(resolve)).then(() => {
      since = performance.now();
      stopIfAborted(signal);
    });
  };
}

function stopIfAborted(signal?: AbortSignal): void {
  if (signal?.aborted) {
    throw new DOMException('Nobody waits for the answer any more', 'AbortError');
  }
}
