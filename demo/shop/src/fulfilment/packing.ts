import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a parcel takes, from and to. */
type Range = readonly [number, number];

const USUAL: Range = [20, 60];

/** The table at which parcels are packed. */
export class Packing {
  #range = USUAL;
  #hurry = new AbortController();

  /** Takes as long as a parcel takes now. */
  async pack(): Promise<void> {
    const [from, to] = this.#range;
    const { signal } = this.#hurry;
    await sleep(from + Math.random() * (to - from), undefined, { signal }).catch(() => undefined);
  }

  /**
   * Lets every parcel take longer from now on.
   * @returns ends that; what is being packed is done at once.
   */
  slowDown(range: Range): () => void {
    this.#range = range;
    return () => {
      this.#range = USUAL;
      this.#hurry.abort();
      this.#hurry = new AbortController();
    };
  }
}
