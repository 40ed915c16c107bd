import { fromEvent, lastValueFrom, map, type Observable, takeUntil } from 'rxjs';

/**
 * Waits for the whole answer of an observable: its last value. Aborting unsubscribes, with which Grafana takes back
 * what was asked.
 * @throws what the observable threw; the reason of an aborted signal; EmptyError where there was no value
 */
export async function lastAnswer<T>(answers: Observable<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) {
    return lastValueFrom(answers);
  }
  signal.throwIfAborted();
  return lastValueFrom(answers.pipe(takeUntil(fromEvent(signal, 'abort').pipe(map(() => signal.throwIfAborted())))));
}
