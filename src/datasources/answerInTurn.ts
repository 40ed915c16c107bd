import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { combineLatest, filter, map, type Observable, shareReplay, startWith, switchMap } from 'rxjs';
import { comingFrame, together } from './answer';
import { type ResolvedQuery } from './resolve';

/** Asks for some of the questions; requests of the same name cancel each other. */
export type AskSome = (queries: readonly ResolvedQuery[], name: string) => Observable<DataQueryResponse>;

/**
 * Answers what a page shows first as soon as that is there, and then all. Where something of it failed it waits for
 * all: a response with errors is taken for a whole one.
 * @param isRestHeavy the rest would slow the first answer down: it is asked when that is there
 */
export function answerInTurn(
  queries: readonly ResolvedQuery[],
  ask: AskSome,
  isRestHeavy: boolean
): Observable<DataQueryResponse> {
  const others = queries.filter(({ isFirst }) => !isFirst);
  const notYet: DataQueryResponse = {
    data: others.map(({ refId }) => comingFrame(refId)),
    state: LoadingState.Loading,
  };
  const first = ask(
    queries.filter(({ isFirst }) => isFirst),
    'first'
  ).pipe(shareReplay({ bufferSize: 1, refCount: true }));
  const rest = ask(others, 'rest');
  const following = isRestHeavy ? first.pipe(switchMap(() => rest)) : rest;
  return combineLatest([first, following.pipe(startWith(notYet))]).pipe(
    filter(([{ errors = [] }, more]) => more !== notYet || errors.length === 0),
    map(together)
  );
}
