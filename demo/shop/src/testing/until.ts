import { setTimeout as sleep } from 'node:timers/promises';

/** Long enough for a machine that does ten other things, too. */
const WITHIN_MS = 120_000;

/**
 * Looks until something holds.
 * @throws Error with the message where that takes too long
 */
export async function until(holds: () => boolean | Promise<boolean>, message: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(message);
    }
    await sleep(10);
  }
}
