/** What the servers of the demo read, for one site; and how it is written. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { alertmanagerConfig, TEMPLATE_FILE } from './alertmanager/config.ts';
import { type Environment } from './alertmanager/receivers.ts';
import { notificationTemplate } from './alertmanager/template.ts';
import { grafanaEnvironment, publicAddress } from './grafana/environment.ts';
import { lokiConfig } from './loki/config.ts';
import { databasesScript, grafanaDatabaseScript } from './postgres/databases.ts';
import { prometheusConfig, SERVERS_FILE, serverTargets } from './prometheus/config.ts';
import { composeSite, type Site } from './site.ts';
import { tempoConfig } from './tempo/config.ts';

/** A configuration file: where it belongs below `demo/servers`, and its text. */
export interface Rendering {
  path: string;
  text: string;
  /** It may hold secrets: its folder is for its owner alone. */
  isPrivate?: boolean;
}

const yaml = (source: string, value: unknown) =>
  `# Rendered from demo/servers/${source}: edit that and run \`npx tsx demo/servers/render.ts\`.\n` +
  stringify(value, { lineWidth: 120, aliasDuplicateObjects: false });

/**
 * The configuration files of the servers at a site, each told by the path it has below `demo/servers`.
 * @param environment names receivers of notifications and the address of Grafana
 * @throws {ReceiverError} for receivers that Alertmanager cannot take
 */
export function renderServers(
  site: Site,
  environment: Environment = {}
): Record<'prometheus' | 'targets' | 'loki' | 'tempo' | 'alertmanager' | 'notificationTemplate', Rendering> {
  return {
    prometheus: { path: 'prometheus/prometheus.yml', text: yaml('prometheus/config.ts', prometheusConfig(site)) },
    targets: { path: `prometheus/${SERVERS_FILE}`, text: yaml('prometheus/config.ts', serverTargets(site)) },
    loki: { path: 'loki/loki.yml', text: yaml('loki/config.ts', lokiConfig(site)) },
    tempo: { path: 'tempo/tempo.yml', text: yaml('tempo/config.ts', tempoConfig(site)) },
    ...renderAlertmanager(site, environment),
  };
}

/**
 * What Alertmanager reads: its configuration, and the words of notifications.
 * @param environment names receivers of notifications and the address of Grafana
 * @throws {ReceiverError} for receivers that Alertmanager cannot take
 */
export function renderAlertmanager(
  site: Site,
  environment: Environment
): Record<'alertmanager' | 'notificationTemplate', Rendering> {
  const isPrivate = Object.keys(environment).some((name) => name.startsWith('ALERT_'));
  return {
    alertmanager: {
      path: 'alertmanager/alertmanager.yml',
      text: yaml('alertmanager/config.ts', alertmanagerConfig(site, environment)),
      isPrivate,
    },
    notificationTemplate: {
      path: `alertmanager/${TEMPLATE_FILE}`,
      text:
        '{{/* Rendered from demo/servers/alertmanager/template.ts: edit that and run `npx tsx demo/servers/render.ts`. */}}\n' +
        notificationTemplate(publicAddress(site, environment)),
    },
  };
}

/** Everything that docker-compose.yaml mounts or reads and that has a template. */
export function composeRenderings(): Rendering[] {
  const site = composeSite();
  const environment = Object.entries(grafanaEnvironment(site)).map(([name, value]) => `${name}=${value}\n`);
  return [
    ...Object.values(renderServers(site)),
    {
      path: 'prometheus/prometheus.shop-on-host.yml',
      text: renderServers(composeSite('host')).prometheus.text,
    },
    {
      path: 'grafana/grafana.env',
      text:
        '# Rendered from demo/servers/grafana/environment.ts: edit that and run `npx tsx demo/servers/render.ts`.\n' +
        environment.join(''),
    },
    { path: 'postgres/databases.sql', text: databasesScript() },
    { path: 'postgres/grafana.sql', text: grafanaDatabaseScript() },
  ];
}

/** Writes renderings below a folder, making the folders they need. */
export async function writeRenderings(root: string, renderings: Rendering[]): Promise<void> {
  for (const { path, text, isPrivate } of renderings) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    if (isPrivate) {
      // The file itself stays readable: in a container, Alertmanager is somebody else.
      await chmod(dirname(file), 0o700);
    }
    await writeFile(file, text);
  }
}
