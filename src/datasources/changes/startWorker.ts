import { WorkerScript as Worker } from '../worker/workerScript';

/** The ways to start the worker that computes causes, the usual one first; as for patterns. */
export const WAYS_TO_START = [() => causes().start(), () => causes().startImported()];

function causes(): Worker {
  // Bundlers look for exactly this expression: see the worker that mines patterns.
  return new Worker(new URL(/* webpackChunkName: 'causes' */ './causes.worker.ts', import.meta.url));
}
