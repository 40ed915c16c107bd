import { useEffect, useMemo, useState } from 'react';
import { type AskChangesOptions, askWhatChanged } from '../../datasources/changes/askWhatChanged';
import { type ChangesAnswer, type ChangesQuestion } from '../../datasources/changes/question';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { classifyFailure, type Failure } from '../../datasources/failure';
import { t } from '../../i18n/t';

/** How far a question of what changed has come. */
export interface Asked {
  /** The latest answer, which grows while more is read; that of the question before while a new one has none. */
  answer?: ChangesAnswer;
  /** The answer is of the question before. */
  isStale: boolean;
  isReading: boolean;
  /** Why there is no answer at all. */
  failure?: Failure;
}

interface Latest {
  to?: object;
  answer?: ChangesAnswer;
  isDone: boolean;
  failure?: Failure;
}

/**
 * Asks what changed, and shows what is known of it as it comes in. Keeps the last answer while it asks anew.
 * @param context whom to ask
 * @param depth `all` reads traces and logs also where nothing in metrics changed
 */
export function useWhatChanged(
  asked: ChangesQuestion,
  context: SourceContext,
  depth: AskChangesOptions['depth'] = 'metrics'
): Asked {
  const client = useTelemetryClient();
  // The same question is asked once, however often the page is drawn; of others it is another one.
  const written = JSON.stringify(asked);
  const asking = useMemo(
    () => ({ question: JSON.parse(written) as ChangesQuestion, client, context, depth }),
    [written, client, context, depth]
  );
  const [latest, setLatest] = useState<Latest>({ isDone: false });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const tell = (change: (now: Latest) => Latest) => {
      if (!signal.aborted) {
        setLatest(change);
      }
    };
    const finish = (failure?: Failure) =>
      tell(({ to, answer }) => ({ to: asking, answer: to === asking ? answer : undefined, isDone: true, failure }));
    const onAnswer = (answer: ChangesAnswer) => tell(() => ({ to: asking, answer, isDone: false }));
    const { question, client: whom, ...how } = asking;
    askWhatChanged(whom, question, { ...how, onAnswer, signal }).then(
      () => finish(),
      (error: unknown) => finish(classifyFailure(error, t('changes.source', 'A data source')))
    );
    return () => controller.abort();
  }, [asking]);
  const isOfThis = latest.to === asking;
  return {
    answer: latest.answer,
    isStale: !isOfThis,
    isReading: !isOfThis || !latest.isDone,
    failure: isOfThis ? latest.failure : undefined,
  };
}
