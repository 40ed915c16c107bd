import { Problem } from '../http/problem.ts';
import { exceptionField } from '../telemetry/logging.ts';
import type { Logger } from '../telemetry/types.ts';
import type { Incident, IncidentName, IncidentTruth } from './types.ts';

interface Active {
  readonly truth: IncidentTruth;
  readonly timer: NodeJS.Timeout;
  readonly end: () => Promise<void>;
}

/**
 * The incidents of one service. What was begun ends by itself at its time, whoever asked for it and whatever became of
 * them.
 */
export class IncidentRegistry {
  readonly #service: string;
  readonly #log: Logger;
  readonly #known = new Map<IncidentName, Incident>();
  readonly #active = new Map<IncidentName, Active>();

  constructor(service: string, log: Logger, incidents: readonly Incident[]) {
    this.#service = service;
    this.#log = log;
    for (const incident of incidents) {
      this.#known.set(incident.name, incident);
    }
  }

  active(): IncidentTruth[] {
    return [...this.#active.values()].map(({ truth }) => truth);
  }

  /** @throws Problem 404 when this service cannot be broken that way, 409 when it already is. */
  async begin(name: IncidentName, seconds: number): Promise<IncidentTruth> {
    const incident = this.#known.get(name);
    if (!incident) {
      const possible = [...this.#known.keys()].join(', ') || 'none';
      throw new Problem(404, {
        kind: 'unknown-incident',
        detail: `${this.#service} has no ${name}. Possible: ${possible}.`,
      });
    }
    if (this.#active.has(name)) {
      throw new Problem(409, { kind: 'incident-active', detail: `${name} is on already.` });
    }
    const from = new Date();
    const to = new Date(from.getTime() + seconds * 1000);
    const timer = setTimeout(() => void this.end(name), seconds * 1000);
    const { effect, end } = await incident.begin(seconds * 1000).catch((error: unknown) => {
      clearTimeout(timer);
      throw error;
    });
    const truth = { incident: name, service: this.#service, ...effect, from: from.toISOString(), to: to.toISOString() };
    this.#active.set(name, { truth, timer, end });
    return truth;
  }

  /** @returns what ended, with its real end; `undefined` when it was not on. */
  async end(name: IncidentName): Promise<IncidentTruth | undefined> {
    const active = this.#active.get(name);
    if (!active) {
      return undefined;
    }
    this.#active.delete(name);
    clearTimeout(active.timer);
    try {
      await active.end();
    } catch (error) {
      this.#log.error(exceptionField(error), `Could not undo ${name}`);
    }
    return { ...active.truth, to: new Date().toISOString() };
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#active.keys()].map((name) => this.end(name)));
  }
}
