import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { LOKI_FLAGS, LOKI_RETENTION } from './loki/config.ts';
import {
  databaseOf,
  databaseUrl,
  EXPORTER_ROLE,
  GRAFANA_ROLE,
  SHOP_ROLE,
  USAGE,
  usageUrl,
} from './postgres/databases.ts';
import { PROMETHEUS_FLAGS, PROMETHEUS_RETENTION } from './prometheus/config.ts';
import { DEFAULT_PORTS, PORTS, SHOP_SERVICES } from './site.ts';
import { TEMPO_FLAGS, TEMPO_RETENTION } from './tempo/config.ts';
import { isInstalled, ROOT, run, temporaryFolder } from './testing.ts';
import { PROFILES, renderForCompose } from '../launch/docker.ts';

interface Service {
  image?: string;
  build?: unknown;
  command?: string[];
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  env_file?: string;
  healthcheck?: { test: string[] };
  restart?: string;
  networks?: string[];
  profiles?: string[];
  depends_on?: Record<string, { condition: string; required?: boolean }>;
  extends?: { file: string; service: string };
}

interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { ipam: { config: Array<{ subnet: string }> } }>;
  volumes: Record<string, null>;
}

function readCompose(path: string): Compose {
  // !override is compose's own tag: replace instead of merge.
  const override = { tag: '!override', collection: 'seq' as const, resolve: (value: unknown) => value };
  const options = { merge: true, customTags: [override as never] };
  // Our own file is no attack, however many aliases it has.
  return parse(readFileSync(join(ROOT, path), 'utf8'), { ...options, maxAliasCount: -1 });
}

/** A role's password as compose has it. */
const variableOf = ({ variable, password }: typeof SHOP_ROLE) => `\${${variable}:-${password}}`;

interface InfluxSource {
  url: string;
  jsonData: { organization: string; defaultBucket: string };
  secureJsonData: { token: string };
}

const compose = readCompose('docker-compose.yaml');
const services = Object.entries(compose.services);
/** Services that do their work and end. */
const ONE_SHOT = ['grafana-users', 'load'];

const composeInstalled =
  isInstalled('docker') &&
  (await run('docker', ['compose', 'version']).then(
    () => true,
    () => false
  ));

describe('docker-compose.yaml', () => {
  it('publishes ports on loopback only, each movable by the variable the launcher knows', () => {
    const published = services.flatMap(([, { ports = [] }]) => ports);
    assert.ok(published.length >= 10);
    const known = Object.values(PORTS).map(({ port, variable }) => `127.0.0.1:\${${variable}:-${port}}`);
    for (const port of published) {
      assert.ok(
        known.some((start) => port.startsWith(`${start}:`)),
        port
      );
    }
  });

  it('watches the health of every service that stays', () => {
    for (const [name, { healthcheck, restart }] of services.filter(([name]) => !ONE_SHOT.includes(name))) {
      assert.ok(healthcheck, name);
      assert.equal(restart, 'unless-stopped', name);
    }
  });

  it('pins every image to a version', () => {
    for (const [name, { image, build }] of services) {
      assert.ok(build ?? image, name);
      if (image && !image.startsWith('tillwatch-demo-')) {
        assert.match(image, /^[\w./-]+:v?\d+(\.\d+)*(-slim|-alpine)?$/, name);
      }
    }
  });

  it('mounts files that exist and volumes that are declared', () => {
    for (const [name, { volumes = [], env_file }] of services) {
      for (const volume of volumes) {
        // A variable's usual value.
        const source = volume.replace(/^\$\{\w+:-([^}]+)\}/, '$1').split(':')[0]!;
        if (source.startsWith('./')) {
          assert.ok(existsSync(join(ROOT, source)), `${name}: ${source}`);
        } else if (!source.startsWith('/')) {
          assert.ok(source in compose.volumes, `${name}: ${source}`);
        }
      }
      assert.ok(!env_file || existsSync(join(ROOT, env_file)), name);
    }
  });

  it('runs on the network of its seed', () => {
    assert.equal(compose.networks.monitoring?.ipam.config[0]?.subnet, '172.20.0.0/16');
    for (const [name, { networks }] of services) {
      assert.deepEqual(networks, ['monitoring'], name);
    }
  });

  it('runs each service of the shop under its name, on its port, with its database', () => {
    for (const service of SHOP_SERVICES) {
      const definition = compose.services[service];
      assert.deepEqual(definition?.command, ['--service', service]);
      assert.equal(definition?.environment?.DATABASE_URL, databaseUrl(service, 'postgres:5432'));
      assert.equal(definition?.environment?.PGPASSWORD, variableOf(SHOP_ROLE));
      assert.match(definition?.healthcheck?.test.at(-1) ?? '', new RegExp(`localhost:${DEFAULT_PORTS[service]}/ready`));
    }
  });

  it('starts Prometheus, Loki and Tempo as the launcher does, and keeps as long what they hold', () => {
    const { prometheus, loki, tempo } = compose.services;
    for (const flag of PROMETHEUS_FLAGS) {
      assert.ok(prometheus?.command?.includes(flag), flag);
    }
    assert.ok(
      prometheus?.command?.includes(`--storage.tsdb.retention.time=\${PROMETHEUS_RETENTION:-${PROMETHEUS_RETENTION}}`)
    );
    assert.deepEqual(loki?.command?.slice(1), LOKI_FLAGS);
    assert.deepEqual(tempo?.command?.slice(1), TEMPO_FLAGS);
    assert.equal(loki?.environment?.LOKI_RETENTION, `\${LOKI_RETENTION:-${LOKI_RETENTION}}`);
    assert.equal(tempo?.environment?.TEMPO_RETENTION, `\${TEMPO_RETENTION:-${TEMPO_RETENTION}}`);
  });

  it('gives each role of a database the password that its clients have', () => {
    const { postgres, 'grafana-postgres': ofGrafana, 'postgres-exporter': exporter } = compose.services;
    const { grafana, 'grafana-users': users } = compose.services;
    assert.equal(postgres?.environment?.[SHOP_ROLE.variable], variableOf(SHOP_ROLE));
    assert.equal(postgres?.environment?.[EXPORTER_ROLE.variable], variableOf(EXPORTER_ROLE));
    assert.equal(exporter?.environment?.DATA_SOURCE_PASS, variableOf(EXPORTER_ROLE));
    assert.equal(ofGrafana?.environment?.[GRAFANA_ROLE.variable], variableOf(GRAFANA_ROLE));
    assert.equal(grafana?.environment?.GF_DATABASE_PASSWORD, variableOf(GRAFANA_ROLE));
    assert.equal(postgres?.environment?.[USAGE.owner.variable], variableOf(USAGE.owner));
    assert.equal(postgres?.environment?.[USAGE.reader.variable], variableOf(USAGE.reader));
    assert.equal(grafana?.environment?.USAGE_READER_PASSWORD, variableOf(USAGE.reader));
    assert.equal(users?.environment?.USAGE_READER_PASSWORD, variableOf(USAGE.reader));
  });

  it('has no password in it but as what a variable usually is', () => {
    const secret = /PASS(WORD)?$|TOKEN$/;
    const written = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([variable, value]) => secret.test(variable) && !/^\$\{\w+:-[^}]*\}$/.test(value))
        .map(([variable]) => `${name}: ${variable}`)
    );
    assert.deepEqual(written, []);
    assert.doesNotMatch(readFileSync(join(ROOT, 'docker-compose.yaml'), 'utf8'), /:\/\/\w+:\w+@/);
  });

  it('keeps Grafana in its own file unless it is told otherwise, and lets it wait for what it is told', () => {
    const { environment, depends_on } = compose.services.grafana!;
    assert.equal(environment?.GF_DATABASE_TYPE, '${GRAFANA_DATABASE:-sqlite3}');
    assert.equal(environment?.GF_REMOTE_CACHE_TYPE, '${GRAFANA_CACHE:-database}');
    for (const server of ['grafana-postgres', 'grafana-redis']) {
      assert.deepEqual(depends_on?.[server], { condition: 'service_healthy', required: false });
      assert.deepEqual(compose.services[server]?.profiles, ['grafana-database']);
    }
    assert.ok(compose.services['grafana-redis']?.command?.join(' ').includes('--appendonly yes'));
  });

  it('runs what the demo does without in profiles, and needs none of it', () => {
    const chosen = services.filter(([name, { profiles }]) => profiles && name !== 'load');
    assert.deepEqual([...new Set(chosen.flatMap(([, { profiles = [] }]) => profiles))].sort(), [
      ...PROFILES,
      'promtail',
    ]);
    for (const [name, { depends_on = {}, profiles }] of services.filter(([, { profiles }]) => !profiles)) {
      for (const [other, { required = true }] of Object.entries(depends_on)) {
        assert.ok(!required || !compose.services[other]?.profiles, `${name}, ${profiles}: ${other}`);
      }
    }
  });

  it('sets up InfluxDB as its data source asks, and its task writes to a bucket that is made', () => {
    const read = (file: string) => readFileSync(join(ROOT, 'demo/servers/influxdb', file), 'utf8');
    const { environment } = compose.services.influxdb!;
    const [source] = (parse(read('datasource.yaml')) as { datasources: InfluxSource[] }).datasources;
    assert.equal(source?.jsonData.organization, environment?.DOCKER_INFLUXDB_INIT_ORG);
    assert.equal(source?.jsonData.defaultBucket, environment?.DOCKER_INFLUXDB_INIT_BUCKET);
    assert.equal(source?.url, `http://influxdb:${DEFAULT_PORTS.influxdb}`);
    assert.equal(source?.secureJsonData.token, '$INFLUXDB_TOKEN');
    assert.equal(compose.services.grafana?.environment?.INFLUXDB_TOKEN, environment?.DOCKER_INFLUXDB_INIT_ADMIN_TOKEN);
    assert.equal(environment?.DOCKER_INFLUXDB_INIT_RETENTION, '${INFLUXDB_RETENTION:-30d}');
    const bucket = /bucket create --name (\w+)/.exec(read('setup.sh'))?.[1];
    assert.ok(bucket && read('downsample.flux').includes(`to(bucket: "${bucket}", org: "data2ai")`));
    assert.deepEqual(parse(readFileSync(join(ROOT, 'provisioning/datasources/influxdb.yaml'), 'utf8')), {
      apiVersion: 1,
    });
  });

  it('runs the receiver of notifications where Alertmanager sends them, with links to its Grafana', () => {
    const { image, environment, ports = [], healthcheck } = compose.services.notifications!;
    assert.equal(image, 'tillwatch-demo-notifications');
    assert.deepEqual(environment, {
      PORT: String(DEFAULT_PORTS.notifications),
      MAIL_PORT: String(DEFAULT_PORTS.mail),
      GRAFANA_URL: 'http://localhost:${GRAFANA_PORT:-3000}',
    });
    assert.deepEqual(ports.map((port) => port.split(':').at(-1)).sort(), ['1025', '9087']);
    assert.match(healthcheck?.test.at(-1) ?? '', /localhost:9087\/ready/);
    const dockerfile = readFileSync(join(ROOT, 'demo/servers/notifications/Dockerfile'), 'utf8');
    assert.match(dockerfile, /^ENTRYPOINT \["node", "demo\/servers\/notifications\/receiver\.mjs"\]$/m);
  });

  it('runs the collector of usage events on Loki and on the database that is made for it', () => {
    const { environment, ports, depends_on = {}, healthcheck } = compose.services['usage-collector']!;
    assert.deepEqual(environment, {
      PORT: String(DEFAULT_PORTS['usage-collector']),
      LOKI_URL: `http://loki:${DEFAULT_PORTS.loki}`,
      DATABASE_URL: usageUrl('postgres:5432'),
      PGPASSWORD: variableOf(USAGE.owner),
    });
    assert.deepEqual(ports, [`127.0.0.1:\${USAGE_COLLECTOR_PORT:-8010}:8010`]);
    assert.deepEqual(Object.keys(depends_on).sort(), ['loki', 'postgres']);
    assert.match(healthcheck?.test.at(-1) ?? '', /localhost:8010\/health/);
  });

  it('lets Alertmanager read what the launcher rendered with receivers of its environment', async (t) => {
    const dataDir = await temporaryFolder(t);
    const { ALERTMANAGER_CONFIG = '' } = await renderForCompose(
      { dataDir, ports: { ...DEFAULT_PORTS, grafana: 13_000 } },
      { ALERT_WEBHOOK_URL: 'https://hooks.example/x' }
    );
    const mounted = (compose.services.alertmanager?.volumes ?? [])
      .filter((volume) => volume.startsWith('${ALERTMANAGER_CONFIG:-./demo/servers/alertmanager}/'))
      .map((volume) => /\}\/([^:]+):\/etc\/alertmanager\/\1:ro$/.exec(volume)?.[1] ?? volume);
    assert.deepEqual(mounted, ['alertmanager.yml', 'tillwatch.tmpl']);
    const [config, words] = mounted.map((file) => readFileSync(join(ALERTMANAGER_CONFIG, file), 'utf8'));
    assert.match(config ?? '', /url: https:\/\/hooks\.example\/x/);
    assert.match(config ?? '', /smarthost: notifications:1025/);
    assert.match(words ?? '', /"tillwatch.grafana" \}\}http:\/\/localhost:13000\{\{/);
  });

  it("takes the scaffold's Grafana without its anonymous Admin", () => {
    const { grafana } = compose.services;
    assert.equal(grafana?.extends?.file, '.config/docker-compose-base.yaml');
    assert.equal(grafana?.environment?.GF_AUTH_ANONYMOUS_ENABLED, 'false');
    assert.equal(grafana?.environment?.GF_AUTH_BASIC_ENABLED, 'true');
  });

  it("begins at the demo's home, which asks nobody for news", () => {
    const { environment, volumes } = compose.services.grafana!;
    const home = environment?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
    assert.ok(home && volumes?.includes(`./demo/servers/grafana/home.json:${home}:ro`));
  });

  it(
    'is what docker compose understands',
    { skip: !composeInstalled && 'docker compose is not installed' },
    async () => {
      const files = ['docker-compose.yaml', 'demo/servers/compose.shop-on-host.yaml'];
      await run('docker', ['compose', '-f', files[0]!, 'config', '--quiet'], { cwd: ROOT });
      await run('docker', ['compose', ...files.flatMap((file) => ['-f', file]), 'config', '--quiet'], { cwd: ROOT });
    }
  );
});

describe('compose.shop-on-host.yaml', () => {
  const overlay = readCompose('demo/servers/compose.shop-on-host.yaml');

  it('changes services that exist, and leaves no service of the shop running', () => {
    for (const name of Object.keys(overlay.services)) {
      assert.ok(name in compose.services, name);
    }
    for (const service of SHOP_SERVICES) {
      assert.deepEqual(overlay.services[service], { deploy: { replicas: 0 } });
    }
  });
});

describe('the databases', () => {
  it('are one for each service, owned by the role that the services sign in as', () => {
    const script = readFileSync(join(ROOT, 'demo/servers/postgres/databases.sql'), 'utf8');
    for (const service of SHOP_SERVICES) {
      assert.ok(script.includes(`CREATE DATABASE ${databaseOf(service)} OWNER ${SHOP_ROLE.user}`));
    }
    assert.equal(new Set(SHOP_SERVICES.map(databaseOf)).size, SHOP_SERVICES.length);
  });
});
