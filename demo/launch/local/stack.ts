import { EventEmitter } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { grafanaEnvironment } from '../../servers/grafana/environment.ts';
import { setUpGrafana } from '../../servers/grafana/users.mjs';
import { loopbackSite, type Part, type PortName, type Site } from '../../servers/site.ts';
import { type Options } from '../options.ts';
import { CapturedLog } from '../process/captured-log.ts';
import { OrphanGuard } from '../process/orphan-guard.ts';
import { type Program } from '../process/program.ts';
import { DEFAULT_RESTARTS } from '../process/restarts.ts';
import { Supervisor, type ProgramFailure } from '../process/supervisor.ts';
import { httpReady } from '../process/readiness.ts';
import { type ShipperConfig } from '../ship/shipper.ts';
import { serverSources, shopSources, type LogFolders } from '../ship/sources.ts';
import { type Installed, type ServerName } from './installed.ts';
import { createDatabases, initialisePostgres, postgresProgram } from './postgres.ts';
import { redisProgram } from './redis.ts';
import { prepareServers, serverPrograms } from './servers.ts';
import { buildShop, loadProgram, shopPrograms, shopServices } from './shop.ts';
import { StateFile } from './state.ts';
import { usageCollectorProgram } from './usage-collector.ts';

/** What a stack without Docker is made of. */
export interface LocalStackOptions extends Pick<
  Options,
  'dataDir' | 'ports' | 'shop' | 'load' | 'restarts' | 'grafanaDatabase'
> {
  /** The repository. */
  root: string;
  /** The built plugin; absolute. */
  pluginDir: string;
  installed: Installed;
  grafanaHome: string | undefined;
  /** Names receivers of notifications, and the address at which people open Grafana. */
  environment: Environment;
}

/** What the stack tells while it runs. */
export interface LocalStackEvents {
  ready: [program: Program];
  restarting: [program: Program, reason: string, delayMs: number];
  recovered: [program: Program];
  done: [program: Program, exitCode: number];
  /** A program died and is not started again; the stack is of no use any more and should be stopped. */
  failed: [failure: ProgramFailure];
}

/** The whole stack as processes on loopback. */
export class LocalStack extends EventEmitter<LocalStackEvents> {
  readonly site: Site;
  private readonly options: LocalStackOptions;
  private readonly folders: LogFolders;
  private readonly guard = new OrphanGuard();
  private readonly state: StateFile;
  /** In the order of starting; stopped from the last group to the first. */
  private readonly groups: Supervisor[][] = [];
  private logTimer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();
  private building: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(options: LocalStackOptions) {
    super();
    this.options = options;
    const { dataDir, root, ports } = options;
    this.folders = { shop: join(dataDir, 'logs', 'shop'), console: join(dataDir, 'logs') };
    this.state = new StateFile(dataDir);
    this.site = loopbackSite({
      ports,
      dataDir,
      running: runningParts(options),
      rulesFile: join(root, 'demo/servers/prometheus/rules.yml'),
    });
  }

  /**
   * Starts everything and resolves when all of it is ready, and `stack.json` says so.
   * @throws {ProgramFailure} when a part does not start; what was started by then is stopped.
   */
  async start(): Promise<void> {
    try {
      const { installed, root, shop, load } = this.options;
      const server = { ...this.options, site: this.site };
      await mkdir(this.folders.shop, { recursive: true });
      await prepareServers(server);
      const shipper = installed.loki ? [await this.shipperProgram()] : [];
      // Groups are stopped in the reverse order: the shipper outlives the shop, and the servers outlive the shipper.
      const [grafana, others] = partition(serverPrograms(server), ({ name }) => name === 'grafana');
      const databases = Promise.all([this.startDatabase(), this.startQueue()]);
      await Promise.all([
        this.startGroup(others),
        this.startGroup(shipper),
        // It waits for its database; a file is there at once.
        this.options.grafanaDatabase === 'postgres'
          ? databases.then(() => this.startGroup(grafana))
          : this.startGroup(grafana),
        shop
          ? Promise.all([this.build(root), databases.then(() => this.startUsageCollector())]).then(() =>
              this.startShop()
            )
          : databases,
      ]);
      if (installed.grafana) {
        await this.makeUsers();
      }
      if (load && shop) {
        await this.startGroup([loadProgram({ root, site: this.site }, load)]);
      }
      await this.state.settled();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Stops everything, the shop first, so that its last lines and spans still arrive. Safe to call more than once. */
  stop(): Promise<void> {
    this.stopped ??= this.stopGroups();
    return this.stopped;
  }

  /** Kills everything at once, without waiting. */
  kill(): void {
    this.groups.flat().forEach((supervisor) => supervisor.kill());
  }

  private build(root: string): Promise<void> {
    this.building = buildShop(root, this.stopping.signal);
    return this.building;
  }

  private async startDatabase(): Promise<void> {
    const { installed, dataDir, ports, environment } = this.options;
    if (!installed.postgres || !this.site.addresses.postgres) {
      return;
    }
    const folder = join(dataDir, 'postgres');
    const options = { binary: installed.postgres, dataDir: folder, port: ports.postgres, environment };
    await initialisePostgres(options);
    await this.startGroup([postgresProgram(options)]);
    await createDatabases(options);
  }

  private startUsageCollector(): Promise<void> {
    const { root, environment } = this.options;
    return this.startGroup(usageCollectorProgram({ root, site: this.site, environment }));
  }

  private async startQueue(): Promise<void> {
    const { installed, dataDir, ports } = this.options;
    if (installed.redis && this.site.addresses.redis) {
      const options = { binary: installed.redis, dataDir: join(dataDir, 'redis'), port: ports.redis };
      await this.startGroup([await redisProgram(options)]);
    }
  }

  private async makeUsers(): Promise<void> {
    const { ports, environment } = this.options;
    const { GF_SECURITY_ADMIN_USER: adminUser, GF_SECURITY_ADMIN_PASSWORD: adminPassword } = grafanaEnvironment(
      this.site,
      environment
    );
    const url = `http://127.0.0.1:${ports.grafana}`;
    await setUpGrafana({ url, adminUser, adminPassword }, environment);
  }

  private startShop(): Promise<void> {
    const { root, environment } = this.options;
    const redisUrl = redisUrlOf(this.options);
    return this.startGroup(shopPrograms({ root, logDir: this.folders.shop, site: this.site, environment, redisUrl }));
  }

  private async startGroup(programs: Program[]): Promise<void> {
    if (this.stopped) {
      return;
    }
    const group = programs.map((program) => this.supervise(program));
    this.groups.push(group);
    this.logTimer ??= setInterval(() => this.limitLogs(), 15_000).unref();
    await Promise.all(
      group.map(async (supervisor) => {
        await supervisor.start();
        this.emit('ready', supervisor.program);
      })
    );
  }

  private supervise(program: Program): Supervisor {
    const log = this.logOf(program.name);
    const supervisor = new Supervisor(program, {
      log,
      guard: this.guard,
      restarts: { ...DEFAULT_RESTARTS, max: this.options.restarts },
    });
    const { name, url } = program;
    supervisor.on('running', (pid) => this.state.set({ name, pid, ...(url && { url }), log: log.path }));
    supervisor.on('restarting', (reason, delayMs) => {
      this.state.delete(name);
      this.emit('restarting', program, reason, delayMs);
    });
    supervisor.on('recovered', () => this.emit('recovered', program));
    supervisor.on('done', (exitCode) => {
      this.state.delete(name);
      this.emit('done', program, exitCode);
    });
    supervisor.on('failed', (failure) => {
      this.state.delete(name);
      this.emit('failed', failure);
    });
    return supervisor;
  }

  private async shipperProgram(): Promise<Program> {
    const { dataDir, root, ports, installed } = this.options;
    const file = join(dataDir, 'config', 'log-shipper.json');
    const servers = [...(Object.keys(installed) as ServerName[]), 'notifications', 'usage-collector'];
    const config: ShipperConfig = {
      lokiUrl: `http://127.0.0.1:${ports.loki}`,
      port: ports['log-shipper'],
      positionsFile: join(dataDir, 'log-shipper.positions.json'),
      sources: [...shopSources(this.folders), ...serverSources(this.folders, servers)],
    };
    await writeFile(file, JSON.stringify(config, undefined, 2));
    const url = `http://127.0.0.1:${ports['log-shipper']}`;
    return {
      name: 'log-shipper',
      command: process.execPath,
      args: ['--import', 'tsx', join(root, 'demo/launch/ship/main.ts'), file],
      cwd: root,
      url,
      ready: httpReady(`${url}/ready`),
    };
  }

  private async stopGroups(): Promise<void> {
    clearInterval(this.logTimer);
    this.stopping.abort();
    // Whoever stops the stack may remove its folders next.
    await this.building?.catch(() => undefined);
    for (const group of this.groups.reverse()) {
      await Promise.all(group.map((supervisor) => supervisor.stop()));
      group.forEach(({ program }) => this.state.delete(program.name));
    }
    await this.state.settled();
    this.guard.close();
  }

  private limitLogs(): void {
    for (const { program } of this.groups.flat()) {
      // A full disk is not a reason to end the stack.
      this.logOf(program.name)
        .limit()
        .catch(() => undefined);
    }
  }

  private logOf(name: string): CapturedLog {
    return new CapturedLog(join(this.folders.console, `${name}.log`));
  }
}

type Running = Pick<LocalStackOptions, 'installed' | 'shop' | 'ports' | 'environment' | 'grafanaDatabase'>;

/** Whether a server has something to do, by what it is for; the others always have. */
const IS_NEEDED: Readonly<Partial<Record<ServerName, (options: Running) => boolean>>> = {
  postgres: ({ shop, grafanaDatabase }) => shop || grafanaDatabase === 'postgres',
  redis: ({ shop, grafanaDatabase }) => shop || grafanaDatabase === 'postgres',
  'postgres-exporter': (options) => options.installed.postgres !== undefined && isNeeded('postgres', options),
  'redis-exporter': (options) => redisUrlOf(options) !== undefined && isNeeded('redis', options),
};

function isNeeded(name: ServerName, options: Running): boolean {
  return IS_NEEDED[name]?.(options) ?? true;
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [first: T[], rest: T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** The Redis of this stack, or the one that the environment names; undefined where there is neither. */
function redisUrlOf({ installed, ports, environment }: Running): string | undefined {
  return installed.redis ? `redis://127.0.0.1:${ports.redis}` : environment.REDIS_URL || undefined;
}

/** The parts that will run: what is installed, our own, and the shop. */
function runningParts(options: Running) {
  const { installed, shop } = options;
  const servers = Object.keys(installed) as ServerName[];
  const own: Part[] = [
    'notifications',
    ...(installed.loki ? (['log-shipper'] as const) : []),
    ...(installed.loki && installed.postgres && shop ? (['usage-collector'] as const) : []),
  ];
  return [
    ...servers.filter((name) => isNeeded(name, options)),
    ...own,
    ...(shop ? shopServices(redisUrlOf(options)) : []),
  ];
}

/** The ports that the stack will listen on. */
export function neededPorts(options: Running): PortName[] {
  const more: PortName[] = [
    'mail',
    ...(options.installed.loki ? (['loki-grpc'] as const) : []),
    ...(options.installed.tempo ? (['tempo-grpc', 'otlp-grpc', 'otlp-http', 'jaeger-http', 'zipkin'] as const) : []),
  ];
  return [...runningParts(options), ...more];
}
