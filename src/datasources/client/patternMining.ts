import { type MinedLine, type MiningOptions, type Pattern } from '../../analysis/patterns/pattern';
import { type PatternWorker } from '../patterns/patternWorker';

/** Mines the patterns of lines. What does it is loaded when lines are first mined. */
export class PatternMining {
  private worker: Promise<PatternWorker> | undefined;

  /**
   * The patterns of lines, without holding up the page.
   * @throws the signal's reason when it is aborted
   */
  async mine(lines: readonly MinedLine[], options: MiningOptions, signal?: AbortSignal): Promise<Pattern[]> {
    return (await this.loaded()).mine(lines, options, signal);
  }

  /** As {@link mine}, of several groups of lines at once: no pattern has lines of two of them. */
  async mineEach(
    groups: ReadonlyArray<readonly MinedLine[]>,
    options: MiningOptions,
    signal?: AbortSignal
  ): Promise<Pattern[][]> {
    return (await this.loaded()).mineEach(groups, options, signal);
  }

  private loaded(): Promise<PatternWorker> {
    this.worker ??= load().catch((error: unknown) => {
      // What could not be loaded is tried anew.
      this.worker = undefined;
      throw error;
    });
    return this.worker;
  }
}

async function load(): Promise<PatternWorker> {
  const { PatternWorker: Worker } = await import('../patterns/patternWorker');
  return new Worker();
}
