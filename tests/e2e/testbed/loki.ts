import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lokiConfiguration } from '../../../src/telemetry/testing/lokiConfiguration';
import { freePort, type RunningProgram, startProgram } from './program';

/** A line as it is pushed: labels of its stream, structured metadata, text. */
export interface PushedLine {
  /** Milliseconds since the epoch. */
  time: number;
  labels: Record<string, string>;
  metadata?: Record<string, string>;
  text: string;
}

/**
 * Starts a Loki on loopback ports of its own, which keeps what it is sent in a folder of the tests.
 * @param limits Loki's `limits_config`, where its defaults are too little
 */
export async function startLoki(
  program: string,
  folder: string,
  limits: Record<string, number | string> = {}
): Promise<RunningProgram & { url: string; push(lines: readonly PushedLine[]): Promise<void> }> {
  const [http, grpc] = await Promise.all([freePort(), freePort()]);
  const data = join(folder, 'loki');
  mkdirSync(data, { recursive: true });
  const config = join(folder, 'loki.yml');
  // JSON is YAML too.
  writeFileSync(config, JSON.stringify(lokiConfiguration(data, { http, grpc }, limits)));
  const url = `http://127.0.0.1:${http}`;
  const running = await startProgram({
    command: program,
    args: [`-config.file=${config}`],
    cwd: data,
    log: join(folder, 'loki.log'),
    ready: `${url}/ready`,
    readyWithinSeconds: 180,
  });
  return { ...running, url, push: (lines) => pushLines(url, lines) };
}

/** Lines in one request; all of them in one could be more than Loki takes. */
const LINES_AT_ONCE = 1000;

/** Hands lines over to a Loki. */
export async function pushLines(url: string, lines: readonly PushedLine[]): Promise<void> {
  // Of what comes late, Loki takes only so much.
  const inOrder = [...lines].sort((a, b) => a.time - b.time);
  for (let at = 0; at < inOrder.length; at += LINES_AT_ONCE) {
    await pushSome(url, inOrder.slice(at, at + LINES_AT_ONCE));
  }
}

async function pushSome(url: string, lines: readonly PushedLine[]): Promise<void> {
  const streams = lines.map(({ time, labels, metadata, text }) => ({
    stream: labels,
    values: [[`${Math.floor(time)}${String(Math.round((time % 1) * 1e6)).padStart(6, '0')}`, text, metadata ?? {}]],
  }));
  await pushRaw(url, JSON.stringify({ streams }));
}

/** Hands over what is JSON, or was meant to be. */
export async function pushRaw(url: string, body: string | Buffer<ArrayBuffer>): Promise<void> {
  const send = () =>
    fetch(`${url}/loki/api/v1/push`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  // A connection kept since it was asked whether it is ready may just be closed from the other side.
  const answer = await send().catch(send);
  if (!answer.ok) {
    throw new Error(`Loki did not take the lines: ${answer.status} ${await answer.text()}`);
  }
}
