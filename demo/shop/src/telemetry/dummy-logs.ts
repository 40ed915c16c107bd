import type { Logger } from './types.ts';

const EVERY_MS = 5000;

/** What the background thread of the Flask application says, and how often each. */
const LINES = [
  { level: 'info', weight: 70, text: 'Background worker is running' },
  { level: 'info', weight: 15, text: 'Cache refreshed' },
  { level: 'warn', weight: 10, text: 'Queue is longer than usual' },
  { level: 'error', weight: 5, text: 'Dummy error from the background worker, for testing' },
] as const;

/**
 * Dummy log lines from a timer, so that there is something to see without any traffic.
 * @param random uniform in [0, 1).
 * @returns how to end it.
 */
export function startDummyLogs(log: Logger, random: () => number = Math.random): () => Promise<void> {
  const timer = setInterval(() => {
    const line = pick(random());
    log[line.level](line.text);
  }, EVERY_MS);
  return async () => clearInterval(timer);
}

function pick(share: number): (typeof LINES)[number] {
  let rest = share * LINES.reduce((sum, { weight }) => sum + weight, 0);
  return LINES.find(({ weight }) => (rest -= weight) < 0) ?? LINES[0];
}
