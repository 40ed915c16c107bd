import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** A server of the stack that has to be installed on the machine. */
export type ServerName =
  | 'grafana'
  | 'prometheus'
  | 'loki'
  | 'tempo'
  | 'alertmanager'
  | 'node-exporter'
  | 'postgres'
  | 'redis'
  | 'postgres-exporter'
  | 'redis-exporter';

interface ServerKind {
  /** Names of the program, the preferred first. */
  programs: string[];
  /** The environment variable that names the program's path. */
  variable: string;
  /** What the demo lacks without it. */
  without: string;
}

/** Every server the launcher knows to start. */
export const SERVERS: Readonly<Record<ServerName, ServerKind>> = {
  grafana: { programs: ['grafana'], variable: 'GRAFANA_BIN', without: 'nothing to look at' },
  // Where both are installed under these names, prometheus3 is the newer one beside a distribution's Prometheus 2.
  prometheus: {
    programs: ['prometheus3', 'prometheus'],
    variable: 'PROMETHEUS_BIN',
    without: 'no metrics, so the health pages stay empty',
  },
  loki: { programs: ['loki'], variable: 'LOKI_BIN', without: 'no logs' },
  tempo: { programs: ['tempo'], variable: 'TEMPO_BIN', without: 'no traces and no service graph' },
  alertmanager: {
    programs: ['alertmanager', 'prometheus-alertmanager'],
    variable: 'ALERTMANAGER_BIN',
    without: 'no notifications of alerts',
  },
  'node-exporter': {
    programs: ['node_exporter', 'prometheus-node-exporter'],
    variable: 'NODE_EXPORTER_BIN',
    without: 'no metrics of the machine',
  },
  postgres: {
    programs: ['postgres'],
    variable: 'POSTGRES_BIN',
    without: 'the shop keeps its data in memory (embedded PostgreSQL)',
  },
  redis: {
    programs: ['redis-server'],
    variable: 'REDIS_BIN',
    without: 'no queue of accepted orders and no worker (fulfilment) that ships them; checkout works without',
  },
  'postgres-exporter': {
    programs: ['postgres_exporter', 'prometheus-postgres-exporter'],
    variable: 'POSTGRES_EXPORTER_BIN',
    without: 'no metrics of PostgreSQL',
  },
  'redis-exporter': {
    programs: ['redis_exporter', 'prometheus-redis-exporter'],
    variable: 'REDIS_EXPORTER_BIN',
    without: 'no metrics of Redis',
  },
};

/** The programs found on this machine, by server. */
export type Installed = Partial<Record<ServerName, string>>;

/**
 * Looks for each server: its variable first, then the PATH; for Grafana and PostgreSQL also where they are apart from
 * it.
 */
export function findServers(env: NodeJS.ProcessEnv = process.env): Installed {
  const names = Object.keys(SERVERS) as ServerName[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const program = findServer(name, env);
      return program ? [[name, program]] : [];
    })
  );
}

function findServer(name: ServerName, env: NodeJS.ProcessEnv): string | undefined {
  const { programs, variable } = SERVERS[name];
  const named = env[variable];
  if (named) {
    return isExecutable(named) ? named : undefined;
  }
  const found = programs.map((program) => onPath(program, env.PATH)).find(Boolean);
  if (name === 'grafana' && env.GRAFANA_HOME) {
    const program = join(env.GRAFANA_HOME, 'bin', 'grafana');
    return isExecutable(program) ? program : found;
  }
  if (name === 'postgres') {
    const program = found ?? newestDebianPostgres();
    // Its tools (initdb, psql) are beside the real program, not beside a link to it.
    return program && realpathSync(program);
  }
  return found;
}

/**
 * The servers that are not installed, each with what the demo lacks without it and how to name its program.
 * @param elsewhere those that run elsewhere, and are not missed here
 */
export function describeMissing(installed: Installed, elsewhere: readonly ServerName[] = []): string[] {
  return (Object.keys(SERVERS) as ServerName[])
    .filter((name) => !installed[name] && !elsewhere.includes(name))
    .map((name) => {
      const { programs, variable, without } = SERVERS[name];
      return `${name} is not installed: ${without}. Put ${programs.at(-1)} on the PATH or set ${variable}.`;
    });
}

/**
 * The folder of Grafana's own files (`conf`, `public`) for a program: GRAFANA_HOME, else where its packages put them.
 * Undefined when none of these holds them.
 */
export function findGrafanaHome(program: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const candidates = [
    env.GRAFANA_HOME,
    dirname(dirname(realpathSync(program))),
    '/usr/share/grafana',
    '/opt/grafana',
    '/opt/homebrew/share/grafana',
    '/usr/local/share/grafana',
  ];
  return candidates.find((home) => home && existsSync(join(home, 'conf', 'defaults.ini')));
}

function onPath(program: string, path = ''): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function newestDebianPostgres(root = '/usr/lib/postgresql'): string | undefined {
  if (!existsSync(root)) {
    return undefined;
  }
  const versions = readdirSync(root).filter((name) => /^\d+$/.test(name));
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin', 'postgres'))
    .find(isExecutable);
}
