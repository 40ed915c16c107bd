import { minePatterns as mineAtOnce } from '../../analysis/patterns/miner';
import { type MinedLine } from '../../analysis/patterns/pattern';
import { type WorkerReply } from '../worker/messages';
import { type MiningAnswer, type MiningRequest } from './messages';
import { PatternWorker } from './patternWorker';

const LINES: MinedLine[] = Array.from({ length: 3000 }, (_, i) => {
  const message = i % 3 === 0 ? `Order ${i} accepted` : `Fetching profile for user: shopper.${i}@example.com`;
  return { message, body: `2025-08-27 10:30:15,123 INFO ${message}`, level: 'info', time: i };
});
const OPTIONS = { buckets: 10 };

/** A worker as the browser has one, that does what a test says. */
class FakeWorker {
  onmessage: ((event: { data: WorkerReply<MiningAnswer> }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  terminate = jest.fn();
  postMessage = jest.fn((request: MiningRequest) => {
    this.reply({ kind: 'answer', answer: request.groups.map((lines) => mineAtOnce(lines, request.options)) });
  });

  reply(data: WorkerReply<MiningAnswer>): void {
    setTimeout(() => this.onmessage?.({ data }));
  }
}

/** As on a page just opened, with these ways to start workers. */
const openWith = (...waysToStart: Array<() => unknown>) => new PatternWorker(waysToStart as Array<() => Worker>);

it('mines in a worker, and ends it', async () => {
  const worker = new FakeWorker();
  worker.reply({ kind: 'ready' });
  const mining = openWith(() => worker);
  await expect(mining.mine(LINES, OPTIONS)).resolves.toEqual(mineAtOnce(LINES, OPTIONS));
  expect(worker.postMessage).toHaveBeenCalledTimes(1);
  expect(worker.terminate).toHaveBeenCalledTimes(1);
});

it.each<[string, () => unknown]>([
  [
    'cannot be made',
    () => {
      throw new DOMException('cross-origin', 'SecurityError');
    },
  ],
  [
    'fails to load',
    () => {
      const worker = new FakeWorker();
      setTimeout(() => worker.onerror?.({ preventDefault: () => undefined }));
      return worker;
    },
  ],
  [
    'cannot be sent the lines',
    () => {
      const worker = new FakeWorker();
      worker.postMessage.mockImplementation(() => {
        throw new DOMException('a proxy', 'DataCloneError');
      });
      worker.reply({ kind: 'ready' });
      return worker;
    },
  ],
])('mines the same in slices where a worker %s, and does not try again', async (_, make) => {
  const startWorker = jest.fn(make);
  const mining = openWith(startWorker);
  await expect(mining.mine(LINES, OPTIONS)).resolves.toEqual(mineAtOnce(LINES, OPTIONS));
  await mining.mine(LINES, OPTIONS);
  expect(startWorker).toHaveBeenCalledTimes(1);
});

it('starts it in another way where the usual one fails, and from then on only so', async () => {
  const usual = jest.fn(() => {
    const worker = new FakeWorker();
    setTimeout(() => worker.onerror?.({ preventDefault: () => undefined }));
    return worker;
  });
  const other = jest.fn(() => {
    const worker = new FakeWorker();
    worker.reply({ kind: 'ready' });
    return worker;
  });
  const mining = openWith(usual, other);
  await expect(mining.mine(LINES, OPTIONS)).resolves.toEqual(mineAtOnce(LINES, OPTIONS));
  await expect(mining.mine(LINES, OPTIONS)).resolves.toEqual(mineAtOnce(LINES, OPTIONS));
  expect(usual).toHaveBeenCalledTimes(1);
  expect(other.mock.results.map(({ value }) => (value as FakeWorker).postMessage.mock.calls.length)).toEqual([1, 1]);
});

it('takes a worker that stays silent for one that is blocked', async () => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  const worker = new FakeWorker();
  const mining = openWith(() => worker);
  const mined = mining.mine(LINES, OPTIONS);
  await jest.advanceTimersByTimeAsync(10_000);
  jest.useRealTimers();
  await expect(mined).resolves.toEqual(mineAtOnce(LINES, OPTIONS));
  expect(worker.terminate).toHaveBeenCalled();
});

it.each<[string, () => unknown]>([
  [
    'in a worker',
    () => {
      const worker = new FakeWorker();
      worker.reply({ kind: 'ready' });
      return worker;
    },
  ],
  [
    'in slices',
    () => {
      throw new Error('none');
    },
  ],
])('mines groups of lines each by itself, %s', async (_, make) => {
  const [odd, even] = [0, 1].map((rest) => LINES.filter((__, i) => i % 2 === rest));
  const mined = await openWith(make).mineEach([odd ?? [], even ?? []], OPTIONS);
  expect(mined).toEqual([mineAtOnce(odd ?? [], OPTIONS), mineAtOnce(even ?? [], OPTIONS)]);
});

it('lets the page do other things between slices', async () => {
  const mining = openWith(() => {
    throw new Error('none');
  });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const many = Array.from({ length: 20 }, () => LINES).flat();
  await mining.mine(many, OPTIONS);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});

it('ends when it is aborted, in a worker and in slices', async () => {
  const worker = new FakeWorker();
  const aborted = new AbortController();
  const mined = openWith(() => worker).mine(LINES, OPTIONS, aborted.signal);
  aborted.abort(new Error('gone'));
  await expect(mined).rejects.toThrow('gone');
  expect(worker.terminate).toHaveBeenCalled();
  await expect(openWith(() => worker).mine(LINES, OPTIONS, aborted.signal)).rejects.toThrow('gone');
});
