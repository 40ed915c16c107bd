import { cpus, freemem, totalmem } from 'node:os';

/** How busy the machine is. */
export interface SystemUsage {
  /** 0 to 100, over all cores, since the reading before; `undefined` at the first reading. */
  readonly cpuPercent: number | undefined;
  /** 0 to 100, of what is not available to new programs. */
  readonly memoryPercent: number;
}

interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/**
 * Reads the machine's usage. CPU times are counters, so their difference is taken at most once a second: two scrapers
 * at the same moment must not see the noise of a few milliseconds.
 */
export class SystemUsageReader {
  #times: CpuTimes = cpuTimes();
  #readAt = performance.now();
  #cpuPercent: number | undefined;

  read(): SystemUsage {
    const now = performance.now();
    if (now - this.#readAt >= 1000) {
      const times = cpuTimes();
      const total = times.total - this.#times.total;
      this.#cpuPercent = total > 0 ? (100 * (times.busy - this.#times.busy)) / total : this.#cpuPercent;
      this.#times = times;
      this.#readAt = now;
    }
    return { cpuPercent: this.#cpuPercent, memoryPercent: 100 * (1 - freemem() / totalmem()) };
  }
}

function cpuTimes(): CpuTimes {
  let busy = 0;
  let total = 0;
  for (const { times } of cpus()) {
    const all = times.user + times.nice + times.sys + times.idle + times.irq;
    total += all;
    busy += all - times.idle;
  }
  return { busy, total };
}
