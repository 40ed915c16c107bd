import { EMPTY, NEVER, Observable, of, throwError } from 'rxjs';
import { lastAnswer } from './lastAnswer';

it('is the last of several values', async () => {
  expect(await lastAnswer(of(1, 2, 3))).toBe(3);
  expect(await lastAnswer(of(1, 2, 3), new AbortController().signal)).toBe(3);
});

it.each([undefined, new AbortController().signal])('hands on what went wrong', async (signal) => {
  await expect(
    lastAnswer(
      throwError(() => new Error('refused')),
      signal
    )
  ).rejects.toThrow('refused');
  await expect(lastAnswer(EMPTY, signal)).rejects.toHaveProperty('name', 'EmptyError');
});

it('takes back what was asked when it is aborted, and gives the reason', async () => {
  const unsubscribed = jest.fn();
  const controller = new AbortController();
  const answer = lastAnswer(new Observable(() => unsubscribed), controller.signal);
  expect(unsubscribed).not.toHaveBeenCalled();
  controller.abort();
  await expect(answer).rejects.toHaveProperty('name', 'AbortError');
  expect(unsubscribed).toHaveBeenCalledTimes(1);
});

it('asks nothing for a signal that was aborted before', async () => {
  const controller = new AbortController();
  controller.abort();
  const subscribed = jest.fn();
  const answers = new Observable(() => subscribed());
  await expect(lastAnswer(answers, controller.signal)).rejects.toHaveProperty('name', 'AbortError');
  expect(subscribed).not.toHaveBeenCalled();
});

it('leaves no listener behind', async () => {
  const { signal } = new AbortController();
  const added = jest.spyOn(signal, 'addEventListener');
  const removed = jest.spyOn(signal, 'removeEventListener');
  await lastAnswer(of(1), signal);
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed).toHaveBeenCalledTimes(1);
  void lastAnswer(NEVER, signal);
  expect(added).toHaveBeenCalledTimes(2);
});
