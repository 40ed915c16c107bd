import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Incident } from './types.ts';

const GROWTH_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Memory that is taken steadily and never given back, until the incident ends. */
export class MemoryLeak implements Incident {
  readonly name = 'memory-leak';
  readonly #held: Buffer[] = [];

  async begin(durationMs: number) {
    const startedAt = performance.now();
    const grow = () => {
      const due = (GROWTH_BYTES / CHUNK_BYTES) * Math.min(1, (performance.now() - startedAt) / durationMs);
      while (this.#held.length < Math.floor(due)) {
        // Filled, because memory that was never written to is not really taken.
        this.#held.push(Buffer.alloc(CHUNK_BYTES, 1));
      }
    };
    const timer = setInterval(grow, Math.max(20, durationMs / (GROWTH_BYTES / CHUNK_BYTES)));
    return {
      effect: {
        route: null,
        attribute: {},
        effect: {
          description: `Resident memory grows evenly by ${GROWTH_BYTES / 1024 / 1024} MiB and is freed at the end.`,
          share: 0,
          grows_by_bytes: GROWTH_BYTES,
          metric: 'process_resident_memory_bytes',
        },
        seen_at: [],
      },
      end: async () => {
        clearInterval(timer);
        this.#held.length = 0;
        collectGarbage();
      },
    };
  }
}

/** Gives the memory back now: by itself, a service that makes little garbage keeps it for many minutes. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
