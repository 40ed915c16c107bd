/** How many requests a question may still cost. */
export class RequestBudget {
  constructor(
    public left: number,
    private readonly signal?: AbortSignal
  ) {}

  /** Asks something that is needed. */
  ask<T>(request: () => Promise<T>): Promise<T> {
    this.left--;
    return request();
  }

  /** Asks something that helps: undefined where that fails, or would cost too much. */
  async attempt<T>(request: () => Promise<T>): Promise<T | undefined> {
    if (this.left <= 0) {
      return undefined;
    }
    this.left--;
    try {
      return await request();
    } catch {
      this.signal?.throwIfAborted();
      return undefined;
    }
  }
}
