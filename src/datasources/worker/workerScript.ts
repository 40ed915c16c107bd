/** The script of a worker, which can be started in more than one way. */
export class WorkerScript {
  constructor(private readonly address: URL) {}

  /** The usual way: the script must come from the page's own origin, without a redirection to another. */
  start(): Worker {
    return new Worker(this.address);
  }

  /**
   * For a script of another origin, as where a CDN serves the plugin: a script of the page's own, kept in memory,
   * imports it, which is allowed from anywhere. The script must be all that there is of the worker, as it does not
   * learn its own address.
   */
  startImported(): Worker {
    const own = new Blob([`importScripts(${JSON.stringify(this.address.href)});`], { type: 'text/javascript' });
    const address = URL.createObjectURL(own);
    const worker = new Worker(address);
    // The browser may not have read it before the worker says something.
    const free = () => URL.revokeObjectURL(address);
    worker.addEventListener('message', free, { once: true });
    worker.addEventListener('error', free, { once: true });
    return worker;
  }
}
