import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Environment } from '../../servers/alertmanager/receivers.ts';
import { grafanaEnvironment, PLUGIN_ID, publicAddress } from '../../servers/grafana/environment.ts';
import { LOKI_FLAGS } from '../../servers/loki/config.ts';
import { EXPORTER_ROLE, GRAFANA_ROLE, passwordEnvironment } from '../../servers/postgres/databases.ts';
import { PROMETHEUS_FLAGS, PROMETHEUS_RETENTION, STAGES_FILE } from '../../servers/prometheus/config.ts';
import { renderServers, writeRenderings } from '../../servers/renderings.ts';
import { type Site } from '../../servers/site.ts';
import { TEMPO_FLAGS } from '../../servers/tempo/config.ts';
import { type Program } from '../process/program.ts';
import { httpReady } from '../process/readiness.ts';
import { type GrafanaDatabase } from '../options.ts';
import { type Installed, type ServerName } from './installed.ts';

/** What the servers are started from. */
export interface ServerOptions {
  /** The repository. */
  root: string;
  /** The built plugin; absolute. */
  pluginDir: string;
  /** The folder of everything that the stack writes; absolute. */
  dataDir: string;
  site: Site;
  installed: Installed;
  /** Grafana's own files; needed when Grafana is installed. */
  grafanaHome: string | undefined;
  /** Where Grafana keeps its own data: in a file, or in the stack's PostgreSQL, with the stack's Redis as its cache. */
  grafanaDatabase: GrafanaDatabase;
  /** Receivers of notifications, the address at which people open Grafana, passwords, how long things are kept. */
  environment: Environment;
}

/** Writes the servers' configuration files and the folders they expect. */
export async function prepareServers(options: ServerOptions): Promise<void> {
  const { root, pluginDir, dataDir, site, environment } = options;
  await writeRenderings(join(dataDir, 'config'), Object.values(renderServers(site, environment)));
  // A stage that was killed has not taken itself out, and would be down for ever.
  await rm(join(dataDir, 'config/prometheus', STAGES_FILE), { force: true });
  const plugins = join(dataDir, 'grafana', 'plugins');
  await mkdir(plugins, { recursive: true });
  // A link, so that a build is seen by a running Grafana as it is under compose.
  const link = join(plugins, PLUGIN_ID);
  await rm(link, { force: true, recursive: true });
  await symlink(pluginDir, link);
  const provisioning = provisioningOf(options);
  if (provisioning !== join(root, 'provisioning')) {
    await rm(provisioning, { force: true, recursive: true });
    const filter = (path: string) => !OF_USAGE.includes(basename(path));
    await cp(join(root, 'provisioning'), provisioning, { recursive: true, filter });
  }
}

/** Of the data source of usage events, and of the dashboard that asks it. */
const OF_USAGE = ['usage.yaml', 'usage-dashboard.json'];

/** What Grafana provisions: without a PostgreSQL a copy that lacks what would read it. */
function provisioningOf({ root, dataDir, site }: ServerOptions): string {
  return site.addresses.postgres ? join(root, 'provisioning') : join(dataDir, 'config', 'provisioning');
}

/** Grafana's settings where it keeps its data in the stack's PostgreSQL, and its cache in the stack's Redis, if any. */
function databaseEnvironment({ addresses }: Site, environment: Environment): Record<string, string> {
  return {
    GF_DATABASE_TYPE: 'postgres',
    GF_DATABASE_HOST: addresses.postgres ?? '',
    GF_DATABASE_NAME: GRAFANA_ROLE.user,
    GF_DATABASE_USER: GRAFANA_ROLE.user,
    GF_DATABASE_PASSWORD: passwordEnvironment(GRAFANA_ROLE, environment).PGPASSWORD,
    GF_DATABASE_SSL_MODE: 'disable',
    // Not the shop's queue: another of the server's sixteen.
    ...(addresses.redis && {
      GF_REMOTE_CACHE_TYPE: 'redis',
      GF_REMOTE_CACHE_CONNSTR: `addr=${addresses.redis},pool_size=20,db=1,ssl=false`,
    }),
  };
}

type Build = (command: string, options: ServerOptions) => Program;

const at = (port: number) => `http://127.0.0.1:${port}`;

/** How each server is started; PostgreSQL and Redis are apart, since the shop alone needs them, and waits for them. */
const BUILDERS: Readonly<Record<Exclude<ServerName, 'postgres' | 'redis'>, Build>> = {
  prometheus: (command, { dataDir, site, environment }) => ({
    name: 'prometheus',
    command,
    args: [
      `--config.file=${join(dataDir, 'config/prometheus/prometheus.yml')}`,
      `--storage.tsdb.path=${site.dataDirs.prometheus}`,
      `--web.listen-address=127.0.0.1:${site.ports.prometheus}`,
      `--storage.tsdb.retention.time=${environment.PROMETHEUS_RETENTION || PROMETHEUS_RETENTION}`,
      ...PROMETHEUS_FLAGS,
    ],
    url: at(site.ports.prometheus),
    ready: httpReady(`${at(site.ports.prometheus)}/-/ready`),
  }),

  loki: (command, { dataDir, site }) => ({
    name: 'loki',
    command,
    args: [`-config.file=${join(dataDir, 'config/loki/loki.yml')}`, ...LOKI_FLAGS],
    url: at(site.ports.loki),
    ready: httpReady(`${at(site.ports.loki)}/ready`),
    // Loki waits a while by itself before it calls its ingester ready.
    readyWithinMs: 120_000,
    stopWithinMs: 30_000,
  }),

  tempo: (command, { dataDir, site }) => ({
    name: 'tempo',
    command,
    args: [`-config.file=${join(dataDir, 'config/tempo/tempo.yml')}`, ...TEMPO_FLAGS],
    url: at(site.ports.tempo),
    ready: httpReady(`${at(site.ports.tempo)}/ready`),
    readyWithinMs: 120_000,
    // It has written everything within a second or two; an idle compaction worker may keep it for half a minute after
    // that.
    stopWithinMs: 8_000,
  }),

  alertmanager: (command, { dataDir, site }) => ({
    name: 'alertmanager',
    command,
    args: [
      `--config.file=${join(dataDir, 'config/alertmanager/alertmanager.yml')}`,
      `--storage.path=${join(dataDir, 'alertmanager')}`,
      `--web.listen-address=127.0.0.1:${site.ports.alertmanager}`,
      // Alone, so no gossip; its port would be open to the network.
      '--cluster.listen-address=',
    ],
    url: at(site.ports.alertmanager),
    ready: httpReady(`${at(site.ports.alertmanager)}/-/ready`),
  }),

  'node-exporter': (command, { site }) => ({
    name: 'node-exporter',
    command,
    args: [`--web.listen-address=127.0.0.1:${site.ports['node-exporter']}`],
    url: at(site.ports['node-exporter']),
    ready: httpReady(`${at(site.ports['node-exporter'])}/`),
  }),

  'postgres-exporter': (command, { site, environment }) => ({
    name: 'postgres-exporter',
    command,
    args: [`--web.listen-address=127.0.0.1:${site.ports['postgres-exporter']}`],
    env: {
      DATA_SOURCE_URI: `${site.addresses.postgres}/postgres?sslmode=disable`,
      DATA_SOURCE_USER: EXPORTER_ROLE.user,
      DATA_SOURCE_PASS: passwordEnvironment(EXPORTER_ROLE, environment).PGPASSWORD,
    },
    url: at(site.ports['postgres-exporter']),
    ready: httpReady(`${at(site.ports['postgres-exporter'])}/`),
  }),

  'redis-exporter': (command, { site, environment }) => ({
    name: 'redis-exporter',
    command,
    args: [`--web.listen-address=127.0.0.1:${site.ports['redis-exporter']}`],
    // Its address may have a password.
    env: { REDIS_ADDR: site.addresses.redis ? `redis://${site.addresses.redis}` : (environment.REDIS_URL ?? '') },
    url: at(site.ports['redis-exporter']),
    ready: httpReady(`${at(site.ports['redis-exporter'])}/health`),
  }),

  grafana: (command, options) => {
    const { root, dataDir, site, grafanaHome, grafanaDatabase, environment } = options;
    if (!grafanaHome) {
      throw new Error(
        `The files of Grafana were not found for ${command}: set GRAFANA_HOME to the folder with its conf.`
      );
    }
    const data = join(dataDir, 'grafana');
    return {
      name: 'grafana',
      command,
      args: ['server', `--homepath=${grafanaHome}`],
      cwd: grafanaHome,
      env: {
        ...grafanaEnvironment(site, environment),
        ...(grafanaDatabase === 'postgres' && databaseEnvironment(site, environment)),
        GF_SERVER_HTTP_ADDR: '127.0.0.1',
        GF_SERVER_HTTP_PORT: String(site.ports.grafana),
        GF_PATHS_DATA: data,
        GF_PATHS_LOGS: join(data, 'logs'),
        GF_PATHS_PLUGINS: join(data, 'plugins'),
        GF_PATHS_PROVISIONING: provisioningOf(options),
        GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(root, 'demo/servers/grafana/home.json'),
        GF_LOG_MODE: 'console',
      },
      url: at(site.ports.grafana),
      ready: httpReady(`${at(site.ports.grafana)}/api/health`),
      // The first start runs some hundred migrations.
      readyWithinMs: 180_000,
    };
  },
};

/**
 * The programs of the installed servers, PostgreSQL and Redis apart, and of the receiver of notifications, which is our
 * own.
 */
export function serverPrograms(options: ServerOptions): Program[] {
  const names = Object.keys(BUILDERS) as Array<keyof typeof BUILDERS>;
  const installed = names.flatMap((name) => {
    // What is installed does not run where nobody needs it.
    const command = options.site.addresses[name] && options.installed[name];
    // A server that writes beside itself does so among its data, not in the repository.
    return command ? [{ cwd: options.dataDir, ...BUILDERS[name](command, options) }] : [];
  });
  return [...installed, notificationsProgram(options)];
}

function notificationsProgram({ root, site, environment }: ServerOptions): Program {
  return {
    name: 'notifications',
    command: process.execPath,
    args: [join(root, 'demo/servers/notifications/receiver.mjs')],
    env: {
      HOST: '127.0.0.1',
      PORT: String(site.ports.notifications),
      MAIL_PORT: String(site.ports.mail),
      GRAFANA_URL: publicAddress(site, environment),
    },
    url: at(site.ports.notifications),
    ready: httpReady(`${at(site.ports.notifications)}/ready`),
  };
}
