import { PatternMiner, spanOf } from '../../analysis/patterns/miner';
import { type MinedLine, type MiningOptions, type Pattern } from '../../analysis/patterns/pattern';
import { turn, WorkerCalls } from '../worker/workerCalls';
import { type MiningAnswer, type MiningRequest } from './messages';
import { WAYS_TO_START } from './startWorker';

/** Where there is no worker: milliseconds of work after which the page gets its turn. */
const SLICE = 8;
/** Lines between two looks at the clock. */
const LINES_PER_LOOK = 20;

/** Mines without holding up the page: in a worker, or in slices on the page's own thread where no worker can be had. */
export class PatternWorker {
  private readonly calls: WorkerCalls<MiningRequest, MiningAnswer>;

  constructor(ways: ReadonlyArray<() => Worker> = WAYS_TO_START) {
    this.calls = new WorkerCalls(ways, inSlices);
  }

  /**
   * The patterns of lines.
   * @throws the signal's reason when it is aborted
   */
  async mine(lines: readonly MinedLine[], options: MiningOptions, signal?: AbortSignal): Promise<Pattern[]> {
    const [patterns = []] = await this.mineEach([lines], options, signal);
    return patterns;
  }

  /** As {@link mine}, of several groups of lines: no pattern has lines of two of them. */
  mineEach(
    groups: ReadonlyArray<readonly MinedLine[]>,
    options: MiningOptions,
    signal?: AbortSignal
  ): Promise<Pattern[][]> {
    // Only what is mined is copied to the worker.
    const plain = groups.map((lines) =>
      lines.map(({ message, body, level, time }) => ({ message, body, level, time }))
    );
    return this.calls.ask({ groups: plain, options }, signal);
  }
}

async function inSlices({ groups, options }: MiningRequest, signal?: AbortSignal): Promise<MiningAnswer> {
  const patterns: MiningAnswer = [];
  let end = performance.now() + SLICE;
  for (const lines of groups) {
    const miner = new PatternMiner(options.span ?? spanOf(lines), options.buckets);
    for (const [index, line] of lines.entries()) {
      miner.add(line);
      if (index % LINES_PER_LOOK === 0 && performance.now() > end) {
        await turn();
        signal?.throwIfAborted();
        end = performance.now() + SLICE;
      }
    }
    patterns.push(miner.patterns());
  }
  return patterns;
}
