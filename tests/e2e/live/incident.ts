import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { INCIDENTS, type IncidentName, type IncidentTruth } from '../../../demo/shop/src/incidents/types';
import { PORTS } from '../../../demo/servers/site';

const PROGRAM = resolve(__dirname, '../../../demo/shop/src/traffic/incident.ts');

/** Milliseconds that the service may take to break, and to be mended. */
const PATIENCE = 60_000;

/** An incident that is on. */
export interface RunningIncident {
  /** What is really wrong, as its file says. */
  truth: IncidentTruth;
  /** Mends the service. */
  end(): Promise<void>;
}

/**
 * Breaks a service of the live shop, as `npm run incident` does.
 * @throws Error with the program's words when the service refuses
 */
export async function beginIncident(name: IncidentName, seconds: number): Promise<RunningIncident> {
  const folder = join(required('LIVE_FOLDER'), name);
  mkdirSync(folder, { recursive: true });
  const target = `http://127.0.0.1:${required(PORTS[INCIDENTS[name]].variable)}`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', PROGRAM, name, '--duration', `${seconds}s`, '--target', target],
    { cwd: resolve(PROGRAM, '../../..'), env: { ...process.env, INIT_CWD: folder }, stdio: ['ignore', 'pipe', 'pipe'] }
  );
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const deadline = Date.now() + PATIENCE;
  while (!output.includes('The truth is in ')) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end(child);
      throw new Error(`${name} did not begin:\n${output}`);
    }
    await pause(100);
  }
  const files = join(folder, '.tillwatch', 'incidents');
  // An incident that was on before has left its own.
  const latest = readdirSync(files).sort().at(-1)!;
  const truth = JSON.parse(readFileSync(join(files, latest), 'utf8')) as IncidentTruth;
  return { truth, end: () => end(child) };
}

/** Ends the program, which mends the service. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(late);
}

/** A variable that the global set-up has set. */
export function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(`${variable} is not set: run these tests by their own configuration`);
  }
  return value;
}

/** Where Prometheus finds a service of the shop. */
export function instanceOf(service: string): string {
  return `127.0.0.1:${required(PORTS[service as keyof typeof PORTS].variable)}`;
}

/** How often Prometheus has looked at the service that is broken since it is. */
export async function scrapesOf({ service, from }: IncidentTruth): Promise<number> {
  const seconds = Math.max(1, Math.floor((Date.now() - Date.parse(from)) / 1000));
  const query = `count_over_time(up{instance="${instanceOf(service)}"}[${seconds}s])`;
  const prometheus = `http://127.0.0.1:${required(PORTS.prometheus.variable)}`;
  const answer = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query })}`);
  const { data } = (await answer.json()) as { data: { result: Array<{ value: [number, string] }> } };
  return Number(data.result[0]?.value[1] ?? 0);
}
