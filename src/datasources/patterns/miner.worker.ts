import { minePatterns } from '../../analysis/patterns/miner';
import { type MiningReply, type MiningRequest } from './messages';

/** The part of a worker's global scope that is used; the DOM's types, which this project has, do not know it. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<MiningRequest>) => void) | null;
  postMessage(message: MiningReply): void;
}

const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  try {
    scope.postMessage({ kind: 'patterns', patterns: minePatterns(data.lines, data.options) });
  } catch (error) {
    scope.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
};
// Whether a script could be loaded is not told by every browser: silence means that it could not.
scope.postMessage({ kind: 'ready' });
