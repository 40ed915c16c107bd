/**
 * Starts the worker that mines. Throws, or the worker fails later, where the page must not have one: plugins served by a CDN (a worker's script must be of the
 * page's own origin), a content security policy without `worker-src`, the front-end sandbox.
 */
export function startWorker(): Worker {
  // Bundlers look for exactly this expression. What else the worker loads is beside its own script, not beside the page.
  return new Worker(/* webpackEntryOptions: { publicPath: 'auto' } */ new URL('./miner.worker.ts', import.meta.url));
}
