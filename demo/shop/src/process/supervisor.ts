import { spawn, type ChildProcess } from 'node:child_process';
import { prepareTemplate } from '../db/embedded.ts';
import { SERVICE_NAMES, serviceDefinition, type ServiceName } from '../services.ts';
import { bundle } from './bundle.ts';

/** What a service tells its supervisor when customers may come. */
export interface ReadyMessage {
  readonly ready: string;
}

export interface SupervisorOptions {
  /** Let the services write their log lines on the console too; they always write them to files. */
  readonly showLogs: boolean;
  readonly print: (line: string) => void;
  /** Variables for one service, over those of this process. */
  readonly environment?: (name: ServiceName) => Readonly<Record<string, string>>;
}

/** A smaller nursery for new objects: 30 MB less a process, and a little more work for the garbage collector. */
const NODE_FLAGS = ['--max-semi-space-size=4'];

/**
 * All services as child processes. One that dies is told and stays dead: what happens to the others then is worth
 * seeing.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #children = new Map<ServiceName, ChildProcess>();
  #stopping = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** @returns when every service is ready or dead: how many are dead. */
  async start(): Promise<number> {
    const script = await bundle();
    if (process.env['DATABASE_URL'] === undefined) {
      await prepareTemplate();
    }
    const started = await Promise.all(
      SERVICE_NAMES.filter((name) => this.#canRun(name)).map((name) => this.#spawn(name, script))
    );
    return started.filter((ready) => !ready).length;
  }

  /** The process of a service that was started. */
  pid(name: ServiceName): number | undefined {
    return this.#children.get(name)?.pid;
  }

  /** Resolves when no service runs any more. */
  async ended(): Promise<void> {
    await Promise.all([...this.#children.values()].map(exited));
  }

  /**
   * Stops the services one after the other, those first that depend on others: a checkout under way still finds its
   * payments.
   */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const name of [...SERVICE_NAMES].reverse()) {
      const child = this.#children.get(name);
      if (child && isRunning(child)) {
        child.kill('SIGTERM');
        await exited(child);
      }
    }
  }

  /** Whether what a service cannot do without is there; that it is not is told. */
  #canRun(name: ServiceName): boolean {
    const lacksQueue = serviceDefinition(name).role === 'fulfilment' && !process.env['REDIS_URL'];
    if (lacksQueue) {
      this.#options.print(`${name.padEnd(14)} does not run: no REDIS_URL, so nobody ships what is bought`);
    }
    return !lacksQueue;
  }

  /** @returns whether the service got ready. */
  #spawn(name: ServiceName, script: string): Promise<boolean> {
    const { PORT: _port, ...environment } = process.env;
    const child = spawn(process.execPath, [...NODE_FLAGS, script, '--service', name], {
      env: {
        ...environment,
        LOG_CONSOLE: this.#options.showLogs ? '1' : '0',
        ...this.#options.environment?.(name),
      },
      // Its own process group: Ctrl-C in the terminal must reach the supervisor alone, which stops in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#children.set(name, child);
    return new Promise((resolve) => {
      child.on('message', ({ ready }: ReadyMessage) => {
        this.#options.print(`${name.padEnd(14)} ${ready}`);
        resolve(true);
      });
      child.on('exit', (code, signal) => {
        if (!this.#stopping) {
          this.#options.print(`${name.padEnd(14)} died (${signal ?? `exit code ${code}`}); the others go on`);
        }
        resolve(false);
      });
    });
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function exited(child: ChildProcess): Promise<void> {
  return isRunning(child) ? new Promise((resolve) => child.once('exit', () => resolve())) : Promise.resolve();
}
