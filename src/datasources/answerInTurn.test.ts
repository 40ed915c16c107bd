import { type DataQueryResponse, LoadingState } from '@grafana/data';
import { defer, Subject } from 'rxjs';
import { metricQuestion } from '../telemetry/questions/metric';
import { isComing } from './answer';
import { answerInTurn, type AskSome } from './answerInTurn';
import { ask as asQuery } from './question';

const answerOf = (refId: string, more: Partial<DataQueryResponse> = {}): DataQueryResponse => ({
  data: [{ refId, length: 1, fields: [] }],
  state: LoadingState.Done,
  ...more,
});

const question = (refId: string) => ({
  ...asQuery(refId, metricQuestion({ measure: 'requests', stat: { kind: 'rate' } })),
  environments: [],
});

function start(isRestHeavy: boolean) {
  const [first, rest] = [new Subject<DataQueryResponse>(), new Subject<DataQueryResponse>()];
  const names: string[][] = [];
  const seen: Array<{ refIds: string[]; state?: LoadingState; isPartial: boolean; errors: number }> = [];
  const ask: AskSome = (queries, name) =>
    defer(() => {
      names.push([name, ...queries.map(({ refId }) => refId)]);
      return name === 'first' ? first : rest;
    });
  const following = answerInTurn(
    [question('rest'), { ...question('first'), isFirst: true }],
    ask,
    isRestHeavy
  ).subscribe(({ data, state, errors = [] }) =>
    seen.push({
      refIds: data.map(({ refId }: { refId: string }) => refId),
      state,
      isPartial: isComing(data),
      errors: errors.length,
    })
  );
  return { first, rest, seen, following, names };
}

const PARTIAL = { refIds: ['first', 'rest'], state: LoadingState.Loading, isPartial: true, errors: 0 };
const WHOLE = { ...PARTIAL, state: LoadingState.Done, isPartial: false };

it.each([true, false])('shows first what is there first, and then all; the rest is heavy: %p', (isHeavy) => {
  const { first, rest, seen, names } = start(isHeavy);
  expect(names).toEqual(
    isHeavy
      ? [['first', 'first']]
      : [
          ['first', 'first'],
          ['rest', 'rest'],
        ]
  );
  first.next(answerOf('first'));
  expect(seen).toEqual([PARTIAL]);
  expect(names).toEqual([
    ['first', 'first'],
    ['rest', 'rest'],
  ]);
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
