import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Ready when the address answers with a status of 2xx. */
export function httpReady(url: string): () => Promise<boolean> {
  return async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      // The body is of no interest, but unread it would hold its connection.
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  };
}

/** Ready when the command ends with exit code 0. */
export function commandReady(command: string, args: string[]): () => Promise<boolean> {
  return async () => {
    try {
      await run(command, args, { timeout: 5_000 });
      return true;
    } catch {
      return false;
    }
  };
}

/** Asks until the answer is yes. Resolves to false when the time is over or the signal aborts first. */
export async function waitUntil(
  ready: () => Promise<boolean>,
  { withinMs, signal, everyMs = 200 }: { withinMs: number; signal?: AbortSignal; everyMs?: number }
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!signal?.aborted) {
    if (await ready()) {
      return true;
    }
    if (Date.now() + everyMs > deadline) {
      return false;
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
