/**
 * Starts the worker that mines. Throws, or the worker fails later, where the page must not have one: plugins served by a CDN (a worker's script must be of the
 * page's own origin), a content security policy without `worker-src`, the front-end sandbox.
 */
export function startWorker(): Worker {
  // Bundlers look for exactly this expression; the comment tells webpack that what else the worker loads is beside the worker's own script, not beside the
  // page, and stands where Vite does not mind it.
  return new Worker(new URL(/* webpackEntryOptions: { publicPath: 'auto' } */ './miner.worker.ts', import.meta.url));
}
