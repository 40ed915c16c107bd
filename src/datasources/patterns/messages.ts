import { type MinedLine, type MiningOptions, type Pattern } from '../../analysis/patterns/pattern';

/** What the worker is asked. */
export interface MiningRequest {
  lines: MinedLine[];
  options: MiningOptions;
}

/** What the worker says: that it is there, and then one answer. */
export type MiningReply =
  { kind: 'ready' } | { kind: 'patterns'; patterns: Pattern[] } | { kind: 'failed'; message: string };
