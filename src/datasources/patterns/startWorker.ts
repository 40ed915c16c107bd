import { WorkerScript as Worker } from '../worker/workerScript';

/**
 * The ways to start the worker that mines, the usual one first. Each throws, or its worker fails later, where the page
 * must not have one: plugins served by a CDN (the usual way only), a content security policy that forbids it.
 */
export const WAYS_TO_START = [() => miner().start(), () => miner().startImported()];

function miner(): Worker {
  // Bundlers look for exactly this expression; webpack.config.ts tells webpack that this Worker is one, and to keep it
  // in one file.
  return new Worker(new URL(/* webpackChunkName: 'miner' */ './miner.worker.ts', import.meta.url));
}
