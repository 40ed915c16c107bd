import { type DependencyList, useEffect, useState } from 'react';
import { classifyFailure, type Failure } from '../datasources/failure';

export interface Answer<T> {
  /** The last answer; kept while a new one is under way, and when that fails. */
  value?: T;
  isLoading: boolean;
  /** Why the latest question was not answered. */
  failure?: Failure;
}

/**
 * Asks when something that it depends on changes, and cancels what is under way. Keeps the last picture meanwhile.
 * @param ask undefined where there is nothing to ask (yet): the answer is empty then
 * @param about what is asked, in words, for errors that do not say whom they are from
 */
export function useAnswer<T>(
  ask: ((signal: AbortSignal) => Promise<T>) | undefined,
  dependencies: DependencyList,
  about = 'The data source'
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ isLoading: ask !== undefined });
  useEffect(() => {
    if (!ask) {
      setAnswer({ isLoading: false });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setAnswer(({ value, failure }) => ({ value, failure, isLoading: true }));
    ask(signal).then(
      (value) => !signal.aborted && setAnswer({ value, isLoading: false }),
      (error: unknown) =>
        !signal.aborted &&
        setAnswer(({ value }) => ({ value, isLoading: false, failure: classifyFailure(error, about) }))
    );
    return () => controller.abort();
    // What it depends on is for the caller to say: functions are new at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, dependencies);
  return answer;
}
