/** How often a program may be started again, as `restart: unless-stopped` would, but bounded. */
export interface RestartPolicy {
  /** Restarts allowed within the window; 0 means that the first death ends the stack. */
  readonly max: number;
  /** In milliseconds. */
  readonly windowMs: number;
  /** The pause before the first restart of a window in milliseconds; each further one doubles it. */
  readonly firstDelayMs: number;
}

/** Five restarts in ten minutes, after 0.5, 1, 2, 4 and 8 seconds. */
export const DEFAULT_RESTARTS: RestartPolicy = { max: 5, windowMs: 600_000, firstDelayMs: 500 };

/** Counts the restarts of one program against its policy. */
export class RestartBudget {
  private readonly taken: number[] = [];
  private readonly policy: RestartPolicy;
  private readonly now: () => number;

  constructor(policy: RestartPolicy, now: () => number = Date.now) {
    this.policy = policy;
    this.now = now;
  }

  /** Takes one restart. Returns the pause before it in milliseconds, or undefined when none is left in the window. */
  take(): number | undefined {
    const now = this.now();
    while (this.taken[0] !== undefined && now - this.taken[0] >= this.policy.windowMs) {
      this.taken.shift();
    }
    if (this.taken.length >= this.policy.max) {
      return undefined;
    }
    this.taken.push(now);
    return this.policy.firstDelayMs * 2 ** (this.taken.length - 1);
  }
}
