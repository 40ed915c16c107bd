import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { defer, Subject } from 'rxjs';
import { comingFrame, isComing } from './answer';
import { answerInTurn } from './answerInTurn';

const answerOf = (refId: string, more: Partial<DataQueryResponse> = {}): DataQueryResponse => ({
  data: [{ refId, length: 1, fields: [] }],
  state: LoadingState.Done,
  ...more,
});

function start(isRestHeavy: boolean) {
  const [first, rest] = [new Subject<DataQueryResponse>(), new Subject<DataQueryResponse>()];
  let isRestAsked = false;
  const seen: Array<{ refIds: string[]; state?: LoadingState; isPartial: boolean; errors: number }> = [];
  const following = answerInTurn({
    first,
    rest: defer(() => {
      isRestAsked = true;
      return rest;
    }),
    coming: [comingFrame('rest')],
    isRestHeavy,
  }).subscribe(({ data, state, errors = [] }) =>
    seen.push({
      refIds: data.map(({ refId }: { refId: string }) => refId),
      state,
      isPartial: isComing(data),
      errors: errors.length,
    })
  );
  return { first, rest, seen, following, isRestAsked: () => isRestAsked };
}

const PARTIAL = { refIds: ['first', 'rest'], state: LoadingState.Loading, isPartial: true, errors: 0 };
const WHOLE = { ...PARTIAL, state: LoadingState.Done, isPartial: false };

it.each([true, false])('shows first what is there first, and then all; the rest is heavy: %p', (isHeavy) => {
  const { first, rest, seen, isRestAsked } = start(isHeavy);
  expect(isRestAsked()).toBe(!isHeavy);
  first.next(answerOf('first'));
  expect(seen).toEqual([PARTIAL]);
  expect(isRestAsked()).toBe(true);
  rest.next(answerOf('rest'));
  expect(seen).toEqual([PARTIAL, WHOLE]);
});

it('shows nothing before what is to be first', () => {
  const { first, rest, seen } = start(false);
  rest.next(answerOf('rest'));
  expect(seen).toEqual([]);
  first.next(answerOf('first'));
  expect(seen).toEqual([WHOLE]);
});

it.each([true, false])('waits for all where something of the first failed; the rest is heavy: %p', (isHeavy) => {
  const { first, rest, seen } = start(isHeavy);
  first.next(answerOf('first', { errors: [{ message: 'took too long' }], state: LoadingState.Error }));
  expect(seen).toEqual([]);
  rest.next(answerOf('rest'));
  expect(seen).toEqual([{ ...WHOLE, state: LoadingState.Error, errors: 1 }]);
});

it.each([true, false])('gives up all that is asked; the rest is heavy: %p', (isHeavy) => {
  const { first, rest, following } = start(isHeavy);
  first.next(answerOf('first'));
  following.unsubscribe();
  expect([first.observed, rest.observed]).toEqual([false, false]);
});
