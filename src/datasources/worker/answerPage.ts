import { type WorkerReply } from './messages';

/** The part of a worker's global scope that is used; the DOM's types, which this project has, do not know it. */
interface WorkerScope<Q, A> {
  onmessage: ((event: MessageEvent<Q>) => void) | null;
  postMessage(message: WorkerReply<A>): void;
}

/** To be called in a worker: it answers what the page asks, and says that it is there. */
export function answerPage<Q, A>(compute: (request: Q) => A): void {
  const scope = self as unknown as WorkerScope<Q, A>;
  scope.onmessage = ({ data }) => {
    try {
      scope.postMessage({ kind: 'answer', answer: compute(data) });
    } catch (error) {
      scope.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  // Whether a script could be loaded is not told by every browser: silence means that it could not.
  scope.postMessage({ kind: 'ready' });
}
