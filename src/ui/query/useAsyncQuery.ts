import { type DependencyList, useEffect, useMemo, useState } from 'react';
import { classifyFailure, type Failure } from '../../datasources/failure';
import { t } from '../../i18n/t';

export interface AsyncState<T> {
  /** The last answer; kept while a new one is under way, and when that fails. */
  value?: T;
  isLoading: boolean;
  /** Why the latest question was not answered. */
  failure?: Failure;
}

/**
 * Asks when something that it depends on changes, and cancels what is under way. Keeps the last answer meanwhile.
 * @param ask undefined where there is nothing to ask (yet): the answer is empty then
 * @param about what is asked, in words, for errors that do not say whom they are from
 */
export function useAsyncQuery<T>(
  ask: ((signal: AbortSignal) => Promise<T>) | undefined,
  dependencies: DependencyList,
  about = t('ui.query.data-source', 'The data source')
): AsyncState<T> {
  // What it depends on is for the caller to say: functions are new at every render.
  // eslint-disable-next-line react-hooks/exhaustive-deps, react-hooks/use-memo
  const question = useMemo(() => ({ ask }), dependencies);
  const [latest, setLatest] = useState<{ to?: object; value?: T; failure?: Failure }>({});
  useEffect(() => {
    if (!question.ask) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    question.ask(signal).then(
      (value) => !signal.aborted && setLatest({ to: question, value }),
      (error: unknown) =>
        !signal.aborted && setLatest(({ value }) => ({ to: question, value, failure: classifyFailure(error, about) }))
    );
    return () => controller.abort();
  }, [question, about]);
  const { to, ...answer } = latest;
  return question.ask ? { ...answer, isLoading: to !== question } : { isLoading: false };
}
