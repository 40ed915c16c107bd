import { type MinedLine, type MiningOptions, type Pattern } from '../../analysis/patterns/pattern';

/** What the worker is asked: the patterns of lines, of each group by itself. */
export interface MiningRequest {
  groups: MinedLine[][];
  options: MiningOptions;
}

/** The patterns of each group. */
export type MiningAnswer = Pattern[][];
