import { EntryMaker, type Entry } from '../../launch/ship/entry.ts';
import { pushToLoki } from '../../launch/ship/loki.ts';
import { SERVICE } from './stages.ts';

/** How many lines wait while Loki is away; of more the oldest are given up. */
const AT_MOST = 10_000;
const TIMEOUT_MS = 5000;

/**
 * Does what a collector does beside a service: reads what it writes to its console and pushes it to Loki. What Loki
 * does not take is tried again with the next line.
 */
export class LineShipper {
  readonly #url: string;
  readonly #tell: (problem: string) => void;
  readonly #entries: EntryMaker;
  #waiting: Entry[] = [];
  #sending: Promise<void> | undefined;
  #isFailing = false;

  /** @param tell is told once when Loki begins to fail */
  constructor(url: string, tell: (problem: string) => void) {
    this.#url = url;
    this.#tell = tell;
    this.#entries = new EntryMaker({
      folder: '',
      pattern: '',
      labels: { job: SERVICE, service: SERVICE },
      // Few values each: what has many, as a trace ID, stays in the line.
      jsonLabels: ['level'],
    });
  }

  /** Takes a line; it is pushed with those that wait. */
  add(line: string): void {
    this.#waiting = [...this.#waiting, this.#entries.make(line, '')].slice(-AT_MOST);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Resolves when all that waits was pushed, or could not be. */
  async flush(): Promise<void> {
    await this.#sending;
    await this.#send();
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const outcome = await pushToLoki(this.#url, batch, TIMEOUT_MS);
      if (outcome.kind === 'accepted') {
        this.#isFailing = false;
        continue;
      }
      if (!this.#isFailing) {
        this.#isFailing = true;
        this.#tell(`Log lines do not reach Loki at ${this.#url}. ${outcome.reason}`);
      }
      if (outcome.kind === 'failed') {
        this.#waiting = [...batch, ...this.#waiting].slice(-AT_MOST);
        return;
      }
    }
  }
}
