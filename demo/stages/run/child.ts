import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ReadyMessage } from '../service/serve.ts';
import { programOf, type Stage } from './stages.ts';

/** What a stage is started with. */
export interface StageOptions {
  readonly stage: Stage;
  readonly host: string;
  readonly port: number;
  readonly otlpUrl: string;
  /** Called with each line that it writes to its console. */
  readonly onLine: (line: string) => void;
}

/** A stage that runs. */
export interface RunningStage {
  readonly url: string;
  /** Resolves with its exit code when it has ended, and all of its lines were told; null where a signal killed it. */
  readonly ended: Promise<number | null>;
  /** Ends it as a signal does: what it has still to send is sent. */
  stop(): Promise<void>;
}

/**
 * Starts a stage in a process of its own, as a service runs, and resolves when it can be asked.
 * @throws Error where it ends before that, as where its port is taken
 */
export async function startStage({ stage, host, port, otlpUrl, onLine }: StageOptions): Promise<RunningStage> {
  const child = spawn(process.execPath, ['--import', 'tsx', programOf(stage)], {
    cwd: import.meta.dirname,
    env: { ...process.env, HOST: host, PORT: String(port), OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  createInterface(child.stdout!).on('line', onLine);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = once(child, 'message').then(([message]) => message as ReadyMessage);
  const first = await Promise.race([ready, ended]);
  if (first === null || typeof first === 'number') {
    throw new Error(`Stage ${stage} did not start (exit code ${first}); what it wrote stands above.`);
  }
  return {
    url: first.url,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
