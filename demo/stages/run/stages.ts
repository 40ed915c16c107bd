import { join } from 'node:path';

/** The name of the service in every signal that has one. */
export const SERVICE = 'dice-roller';

/** The stages, each a program of its own: what it adds to the one before, and its file. */
export const STAGES = {
  1: { adds: 'nothing', file: '1-nothing.ts', isScraped: false },
  2: { adds: 'logs', file: '2-logs.ts', isScraped: false },
  3: { adds: 'metrics', file: '3-metrics.ts', isScraped: true },
  4: { adds: 'traces', file: '4-traces.ts', isScraped: true },
  5: { adds: 'what leads from one to the other', file: '5-correlated.ts', isScraped: true },
} as const;
export type Stage = keyof typeof STAGES;

/** Whether something names a stage. */
export function isStage(name: string): boolean {
  return Object.keys(STAGES).includes(name);
}

/** The program of a stage; absolute. */
export function programOf(stage: Stage): string {
  return join(import.meta.dirname, '../service', STAGES[stage].file);
}
