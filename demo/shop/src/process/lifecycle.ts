/** Where a service is between its start and its end. */
export type Phase = 'starting' | 'ready' | 'stopping';

/** The phase of one service, as its probes and its HTTP server see it. */
export class Lifecycle {
  readonly startedAt = new Date();
  #phase: Phase = 'starting';

  get phase(): Phase {
    return this.#phase;
  }

  /** The database is there; customers may come. */
  ready(): void {
    if (this.#phase === 'starting') {
      this.#phase = 'ready';
    }
  }

  /** Nobody new should come; who is here is served. */
  stopping(): void {
    this.#phase = 'stopping';
  }
}
