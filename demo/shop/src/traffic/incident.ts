import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { workingDirectory } from '../config.ts';
import {
  INCIDENT_NAMES,
  INCIDENTS,
  MAX_SECONDS,
  truthSchema,
  type IncidentName,
  type IncidentTruth,
} from '../incidents/types.ts';
import { defaultUrl } from '../services.ts';
import { parseDuration } from './duration.ts';
import { runAsProgram } from './program.ts';

const USAGE = `Usage: incident ${INCIDENT_NAMES.join('|')} [--duration 5m] [--target URL] [--detach]

Breaks a running service for a time and writes down what is really wrong. The service mends itself at the end, whatever becomes
of this program; Ctrl-C mends it at once. The service must run with INCIDENTS_ENABLED=1.
  --duration D   90s, 5m; an hour at most
  --target URL   the service to break, instead of the usual one
  --detach       do not wait for the end
`;

function truthFolder(): string {
  return join(workingDirectory(), '.tillwatch', 'incidents');
}

/** The control endpoint of one service. */
export class IncidentControl {
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(base: string, token: string | undefined) {
    this.#base = base.replace(/\/+$/, '');
    this.#token = token;
  }

  /** @throws Error with the service's own words when it refuses. */
  begin(incident: IncidentName, seconds: number): Promise<IncidentTruth> {
    return this.#call('POST', '/incidents', { incident, duration_seconds: seconds });
  }

  end(incident: IncidentName): Promise<IncidentTruth> {
    return this.#call('DELETE', `/incidents/${incident}`);
  }

  async #call(method: string, path: string, body?: unknown): Promise<IncidentTruth> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    if (!response.ok) {
      const { title, detail } = answer as { title?: string; detail?: string };
      throw new Error(`${this.#base} refused (${response.status}): ${detail ?? title ?? ''}`);
    }
    return truthSchema.parse(answer);
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      duration: { type: 'string', default: '5m' },
      target: { type: 'string' },
      detach: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [name] = positionals;
  if (values.help) {
    console.log(USAGE);
    return;
  }
  if (!isIncident(name) || positionals.length > 1) {
    throw new Error(USAGE);
  }
  const seconds = Math.min(MAX_SECONDS, parseDuration(values.duration) / 1000);
  const target = values.target ?? defaultUrl(INCIDENTS[name]);
  const control = new IncidentControl(target, process.env['INCIDENTS_TOKEN'] || undefined);
  // Before anything breaks: whoever interrupts it at once wants it mended too.
  const interrupted = firstSignal();
  const truth = await control.begin(name, seconds);
  const file = await write(truth);
  console.log(JSON.stringify(truth, null, 2));
  console.log(`\nThe truth is in ${file}. It ends by itself at ${truth.to}.`);
  if (values.detach) {
    return;
  }
  if (await aborts(interrupted, Date.parse(truth.to) - Date.now())) {
    await write(await control.end(name), truth.from);
    console.log(`${name} was ended early.`);
  } else {
    console.log(`${name} is over.`);
  }
}

async function write(truth: IncidentTruth, from = truth.from): Promise<string> {
  const folder = truthFolder();
  await mkdir(folder, { recursive: true });
  // Colons are not for file names everywhere.
  const file = join(folder, `${from.replace(/[:.]/g, '-')}-${truth.incident}.json`);
  await writeFile(file, `${JSON.stringify(truth, null, 2)}\n`);
  return relative(workingDirectory(), file);
}

/** Aborts when the program is asked to end, which it does not do by itself from now on. */
function firstSignal(): AbortSignal {
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return abort.signal;
}

/** @returns whether the signal aborts before the time is over. */
async function aborts(signal: AbortSignal, milliseconds: number): Promise<boolean> {
  return sleep(Math.max(0, milliseconds), false, { signal }).catch(() => true);
}

function isIncident(name: string | undefined): name is IncidentName {
  return name !== undefined && Object.hasOwn(INCIDENTS, name);
}

runAsProgram(import.meta.url, main);
