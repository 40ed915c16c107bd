import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { grafanaHome, grafanaProgram } from '../../run/installed.mjs';
import { NEIGHBOURS, writeNeighbours } from './neighbours';
import { freePort, type RunningProgram, startProgram } from './program';

const ROOT = resolve(__dirname, '../../..');
export const PLUGIN_ID = 'tillwatch-shop-app';
/** The built plugin. */
export const PLUGIN_DIST = process.env.PLUGIN_DIST ?? join(ROOT, 'dist');

/** Grafana's first user in these tests. */
export const ADMIN = { user: 'admin', password: 'admin123' } as const;

export interface GrafanaOptions {
  /** The addresses that tests/e2e/provisioning names by variable. */
  addresses: Record<string, string>;
  /** More of Grafana's settings, as the environment variables it reads. */
  settings?: Record<string, string>;
  /** Sections of Grafana's configuration file: settings that have no default cannot be made by the environment. */
  sections?: Record<string, Record<string, string>>;
  /** Path under which it serves, with a slash before and none behind. */
  subPath?: string;
}

/** Starts a Grafana with the built plugin, in a folder of its own, silent towards the outside. */
export async function startGrafana(
  folder: string,
  { addresses, settings, sections = {}, subPath = '' }: GrafanaOptions
): Promise<RunningProgram & { url: string }> {
  const home = grafanaHome();
  const program = grafanaProgram();
  if (!home || !program) {
    throw new Error('No Grafana: set GRAFANA_HOME, or put `grafana` on the PATH');
  }
  const port = await freePort();
  const plugins = join(folder, 'plugins');
  mkdirSync(plugins, { recursive: true });
  // A copy: a build beside the tests must not change what they look at.
  cpSync(PLUGIN_DIST, join(plugins, PLUGIN_ID), { recursive: true });
  const config = join(folder, 'grafana.ini');
  writeFileSync(config, iniOf(sections));
  writeNeighbours(plugins);
  const url = `http://127.0.0.1:${port}${subPath}`;
  const running = await startProgram({
    command: program,
    args: ['server', `--homepath=${home}`, `--config=${config}`],
    cwd: home,
    env: {
      ...addresses,
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_SERVER_ROOT_URL: `${url}/`,
      GF_SERVER_SERVE_FROM_SUB_PATH: String(subPath !== ''),
      GF_PATHS_DATA: join(folder, 'data'),
      GF_PATHS_LOGS: join(folder, 'logs'),
      GF_PATHS_PLUGINS: plugins,
      GF_PATHS_PROVISIONING: join(ROOT, 'tests/e2e/provisioning'),
      GF_DATABASE_WAL: 'true',
      GF_SECURITY_ADMIN_USER: ADMIN.user,
      GF_SECURITY_ADMIN_PASSWORD: ADMIN.password,
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: [PLUGIN_ID, ...NEIGHBOURS].join(),
      // Nothing leaves the machine.
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      // The usual one has a panel of news, which is asked for where a test stays at home long enough.
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(ROOT, 'demo/servers/grafana/home.json'),
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
      GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
      GF_SECURITY_DISABLE_BRUTE_FORCE_LOGIN_PROTECTION: 'true',
      // A session that is signed in once is to last for all tests.
      GF_AUTH_TOKEN_ROTATION_INTERVAL_MINUTES: '1440',
      ...settings,
    },
    log: join(folder, 'grafana.log'),
    ready: `${url}/api/health`,
    // The first start runs some hundred migrations.
    readyWithinSeconds: 180,
  });
  return { ...running, url };
}

function iniOf(sections: Record<string, Record<string, string>>): string {
  return Object.entries(sections)
    .flatMap(([name, settings]) => [`[${name}]`, ...Object.entries(settings).map((pair) => pair.join(' = ')), ''])
    .join('\n');
}
