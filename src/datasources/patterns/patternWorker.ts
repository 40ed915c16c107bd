import { PatternMiner, spanOf } from '../../analysis/patterns/miner';
import { type MinedLine, type MiningOptions, type Pattern } from '../../analysis/patterns/pattern';
import { type MiningReply, type MiningRequest } from './messages';
import { WAYS_TO_START } from './startWorker';

/** A worker that has not said in so many milliseconds that it is there is taken for blocked. */
const PATIENCE = 3000;
/** Where there is no worker: milliseconds of work after which the page gets its turn. */
const SLICE = 8;
/** Lines between two looks at the clock. */
const LINES_PER_LOOK = 20;

/** Mines without holding up the page: in a worker, or in slices on the page's own thread where no worker can be had. */
export class PatternWorker {
  /** The ways to start a worker that have not failed: what could not be done once is not tried again. */
  private waysLeft: ReadonlyArray<() => Worker>;

  constructor(ways: ReadonlyArray<() => Worker> = WAYS_TO_START) {
    this.waysLeft = ways;
  }

  /**
   * The patterns of lines.
   * @throws the signal's reason when it is aborted
   */
  async mine(lines: readonly MinedLine[], options: MiningOptions, signal?: AbortSignal): Promise<Pattern[]> {
    signal?.throwIfAborted();
    // Only what is mined is copied to the worker.
    const plain = lines.map(({ message, body, level, time }) => ({ message, body, level, time }));
    for (const start of this.waysLeft) {
      const patterns = await inWorker(start, { lines: plain, options }, signal);
      if (patterns !== undefined) {
        return patterns;
      }
      this.waysLeft = this.waysLeft.filter((way) => way !== start);
    }
    return inSlices(plain, options, signal);
  }
}

/** @returns undefined where no worker could be made */
function inWorker(start: () => Worker, request: MiningRequest, signal?: AbortSignal): Promise<Pattern[] | undefined> {
  let worker: Worker;
  try {
    worker = start();
  } catch {
    return Promise.resolve(undefined);
  }
  return new Promise<Pattern[] | undefined>((resolve, reject) => {
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
    worker.onmessage = ({ data }: MessageEvent<MiningReply>) => {
      if (data.kind === 'ready') {
        clearTimeout(patience);
        try {
          worker.postMessage(request);
        } catch {
          // The front-end sandbox may hand over what cannot be copied.
          settle(() => resolve(undefined));
        }
      } else if (data.kind === 'patterns') {
        settle(() => resolve(data.patterns));
      } else {
        settle(() => reject(new Error(data.message)));
      }
    };
  });
}

async function inSlices(lines: readonly MinedLine[], options: MiningOptions, signal?: AbortSignal): Promise<Pattern[]> {
  const miner = new PatternMiner(options.span ?? spanOf(lines), options.buckets);
  let end = performance.now() + SLICE;
  for (const [index, line] of lines.entries()) {
    miner.add(line);
    if (index % LINES_PER_LOOK === 0 && performance.now() > end) {
      await turn();
      signal?.throwIfAborted();
      end = performance.now() + SLICE;
    }
  }
  return miner.patterns();
}

/** Lets the page do what has come up in the meantime. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
