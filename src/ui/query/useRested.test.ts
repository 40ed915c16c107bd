import { act, renderHook } from '@testing-library/react';
import { useRested } from './useRested';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const [first, second] = [{ picture: 1 }, { picture: 2 }];
const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

it('waits until nothing has been asked for a second, and keeps the last until the next has come to rest', () => {
  const { result, rerender } = renderHook(({ shown, isBusy }) => useRested(shown, isBusy), {
    initialProps: { shown: first, isBusy: true },
  });
  pass(5000);
  expect(result.current).toBeUndefined();
  rerender({ shown: first, isBusy: false });
  pass(900);
  rerender({ shown: first, isBusy: true });
  rerender({ shown: first, isBusy: false });
  pass(900);
  expect(result.current).toBeUndefined();
  pass(100);
  expect(result.current).toBe(first);
  rerender({ shown: second, isBusy: true });
  pass(5000);
  expect(result.current).toBe(first);
  rerender({ shown: second, isBusy: false });
  pass(1000);
  expect(result.current).toBe(second);
});
