import { type DataFrame, type DataQueryResponse, LoadingState } from '@grafana/data';
import { combineLatest, filter, map, type Observable, of, startWith, switchMap } from 'rxjs';
import { together } from './answer';

/** What a page shows first, and the rest of what it asks. */
export interface InTurn {
  first: Observable<DataQueryResponse>;
  rest: Observable<DataQueryResponse>;
  /** Stand for the rest as long as it is not answered. */
  coming: DataFrame[];
  /** Whether the rest would slow the first answer down: it is asked when that is there. */
  isRestHeavy: boolean;
}

/**
 * Answers what a page shows first as soon as that is there, and then all. Where something of it failed it waits for
 * all: a response with errors is taken for a whole one.
 */
export function answerInTurn({ first, rest, coming, isRestHeavy }: InTurn): Observable<DataQueryResponse> {
  const notYet: DataQueryResponse = { data: coming, state: LoadingState.Loading };
  const following = rest.pipe(startWith(notYet));
  const both = isRestHeavy
    ? first.pipe(
        switchMap((answer) =>
          combineLatest([of(answer), answer.state === LoadingState.Loading ? of(notYet) : following])
        )
      )
    : combineLatest([first, following]);
  return both.pipe(
    filter(([answer, more]) => more !== notYet || (answer.errors ?? []).length === 0),
    map(together)
  );
}
