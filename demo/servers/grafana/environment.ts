import { type Environment } from '../alertmanager/receivers.ts';
import { passwordEnvironment, USAGE } from '../postgres/databases.ts';
import { type Part, type Site } from '../site.ts';

/** The plugin's id, by which Grafana finds its folder and allows it unsigned. */
export const PLUGIN_ID = 'tillwatch-shop-app';

/**
 * Grafana's settings for the demo, as the environment variables it reads; paths differ by site and are added by who
 * starts it.
 * @param environment may give the administrator another name and password
 */
export function grafanaEnvironment(site: Site, environment: Environment = {}) {
  return {
    GF_SECURITY_ADMIN_USER: environment.GF_SECURITY_ADMIN_USER || 'admin',
    GF_SECURITY_ADMIN_PASSWORD: environment.GF_SECURITY_ADMIN_PASSWORD || 'admin123',
    // The scaffold's image lets everybody in as Admin without a password; the demo shows what roles see.
    GF_AUTH_ANONYMOUS_ENABLED: 'false',
    GF_AUTH_BASIC_ENABLED: 'true',
    GF_USERS_ALLOW_SIGN_UP: 'false',
    GF_USERS_AUTO_ASSIGN_ORG_ROLE: 'Viewer',
    GF_DATABASE_TYPE: 'sqlite3',
    // Many parts write at once while the demo starts.
    GF_DATABASE_WAL: 'true',
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: PLUGIN_ID,
    GF_DASHBOARDS_MIN_REFRESH_INTERVAL: '5s',
    // No request leaves the machine.
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PREINSTALL_AUTO_UPDATE: 'false',
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
    GF_LOG_LEVEL: 'info',
    GF_LOG_FILTERS: '',
    GF_DATAPROXY_LOGGING: 'false',
    ...provisioningEnvironment(site, environment),
  };
}

/** The addresses that the files in provisioning/ name by variable, so that both sites share them. */
export function provisioningEnvironment(site: Site, environment: Environment = {}): Record<string, string> {
  // A part that does not run keeps its usual address: its data source is there, and says that nobody answers.
  const address = (part: Part) => site.addresses[part] ?? `127.0.0.1:${site.ports[part]}`;
  const url = (part: Part) => `http://${address(part)}`;
  return {
    PROMETHEUS_URL: url('prometheus'),
    LOKI_URL: url('loki'),
    TEMPO_URL: url('tempo'),
    ALERTMANAGER_URL: url('alertmanager'),
    USAGE_DATABASE_ADDRESS: address('postgres'),
    USAGE_DATABASE: USAGE.database,
    USAGE_READER: USAGE.reader.user,
    USAGE_READER_PASSWORD: passwordEnvironment(USAGE.reader, environment).PGPASSWORD,
  };
}

/**
 * Where people open Grafana, without a slash behind: what links of notifications begin with.
 * @param environment may say so by Grafana's own variable, or move its port
 */
export function publicAddress(site: Site, environment: Environment): string {
  const { GF_SERVER_ROOT_URL: root, GRAFANA_PORT: port } = environment;
  return root?.replace(/\/+$/, '') || `http://localhost:${port || site.ports.grafana}`;
}
