import { act, renderHook } from '@testing-library/react';
import { useAsyncQuery } from './useAsyncQuery';

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

it('keeps the last answer while the next is under way, and cancels what nobody waits for any more', async () => {
  const asked: Array<{ signal: AbortSignal } & ReturnType<typeof deferred<string>>> = [];
  const ask = (signal: AbortSignal) => {
    const one = { signal, ...deferred<string>() };
    asked.push(one);
    return one.promise;
  };
  const { result, rerender, unmount } = renderHook(({ about }) => useAsyncQuery(ask, [about]), {
    initialProps: { about: 'a' },
  });
  expect(result.current).toEqual({ isLoading: true });
  await act(async () => asked[0]?.resolve('answer a'));
  expect(result.current).toEqual({ value: 'answer a', isLoading: false });

  rerender({ about: 'b' });
  expect(result.current).toMatchObject({ value: 'answer a', isLoading: true });
  rerender({ about: 'c' });
  expect(asked[1]?.signal.aborted).toBe(true);
  await act(async () => asked[1]?.resolve('answer b'));
  expect(result.current).toMatchObject({ value: 'answer a', isLoading: true });
  await act(async () => asked[2]?.reject({ status: 504 }));
  expect(result.current).toMatchObject({ value: 'answer a', isLoading: false, failure: { kind: 'failed' } });

  rerender({ about: 'd' });
  unmount();
  expect(asked[3]?.signal.aborted).toBe(true);
});

it('asks nothing where there is nothing to ask', () => {
  const { result } = renderHook(() => useAsyncQuery(undefined, []));
  expect(result.current).toEqual({ isLoading: false });
});
