import { within } from './within';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('gives an answer that is in time', async () => {
  await expect(within(1000, Promise.resolve('answer'), 'otherwise')).resolves.toBe('answer');
  expect(jest.getTimerCount()).toBe(0);
});

it('waits for no answer that is late', async () => {
  const waited = within(1000, new Promise<string>(() => undefined), 'otherwise');
  jest.advanceTimersByTime(1000);
  await expect(waited).resolves.toBe('otherwise');
});

it('throws what an answer in time threw', async () => {
  await expect(within(1000, Promise.reject(new Error('failed')), 'otherwise')).rejects.toThrow('failed');
  expect(jest.getTimerCount()).toBe(0);
});
