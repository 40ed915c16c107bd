import { type WorkerReply } from './messages';

/** A worker that has not said in so many milliseconds that it is there is taken for blocked. */
const PATIENCE = 3000;

/** Has a worker compute something, so that the page is not held up; another way where no worker can be had. */
export class WorkerCalls<Q, A> {
  /** The ways to start a worker that have not failed: what could not be done once is not tried again. */
  private waysLeft: ReadonlyArray<() => Worker>;

  /** @param onPage computes the same on the page's own thread */
  constructor(
    ways: ReadonlyArray<() => Worker>,
    private readonly onPage: (request: Q, signal?: AbortSignal) => Promise<A>
  ) {
    this.waysLeft = ways;
  }

  /** @throws what was thrown while computing; the signal's reason when it is aborted */
  async ask(request: Q, signal?: AbortSignal): Promise<A> {
    signal?.throwIfAborted();
    for (const start of this.waysLeft) {
      const answered = await inWorker<Q, A>(start, request, signal);
      if (answered !== undefined) {
        return answered.answer;
      }
      this.waysLeft = this.waysLeft.filter((way) => way !== start);
    }
    return this.onPage(request, signal);
  }
}

/** @returns undefined where no worker could be made */
function inWorker<Q, A>(
  start: () => Worker,
  request: Q,
  signal: AbortSignal | undefined
): Promise<{ answer: A } | undefined> {
  let worker: Worker;
  try {
    worker = start();
  } catch {
    return Promise.resolve(undefined);
  }
  return new Promise<{ answer: A } | undefined>((resolve, reject) => {
    const patience = setTimeout(() => settle(() => resolve(undefined)), PATIENCE);
    const onAbort = () => settle(() => reject(signal?.reason));
    const settle = (end: () => void) => {
      clearTimeout(patience);
      signal?.removeEventListener('abort', onAbort);
      worker.terminate();
      end();
    };
    signal?.addEventListener('abort', onAbort);
    worker.onerror = (event) => {
      event.preventDefault();
      settle(() => resolve(undefined));
    };
    worker.onmessageerror = () => settle(() => resolve(undefined));
    worker.onmessage = ({ data }: MessageEvent<WorkerReply<A>>) => {
      if (data.kind === 'ready') {
        clearTimeout(patience);
        try {
          worker.postMessage(request);
        } catch {
          // The front-end sandbox may hand over what cannot be copied.
          settle(() => resolve(undefined));
        }
      } else if (data.kind === 'answer') {
        settle(() => resolve({ answer: data.answer }));
      } else {
        settle(() => reject(new Error(data.message)));
      }
    };
  });
}

/** Lets the page do what has come up in the meantime. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
