import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { publicAddress } from './grafana/environment.ts';
import { LOKI_FLAGS } from './loki/config.ts';
import { prometheusConfig, PROMETHEUS_FLAGS, SERVERS_FILE, serverTargets, STAGES_FILE } from './prometheus/config.ts';
import { composeRenderings, renderServers, writeRenderings } from './renderings.ts';
import { composeSite, DEFAULT_PORTS, loopbackSite, SHOP_SERVICES, type Site } from './site.ts';
import { TEMPO_FLAGS } from './tempo/config.ts';
import { isInstalled, ROOT, run, temporaryFolder } from './testing.ts';

const SERVERS = join(ROOT, 'demo/servers');
const rulesFile = join(SERVERS, 'prometheus/rules.yml');

/** A bare machine with everything, and one with as little as possible. */
const sites: Record<string, (dataDir: string) => Site> = {
  compose: () => composeSite(),
  'compose with the shop on the host': () => composeSite('host'),
  'loopback with everything': (dataDir) =>
    loopbackSite({
      ports: { ...DEFAULT_PORTS, prometheus: 19090 },
      dataDir,
      running: [
        'prometheus',
        'grafana',
        'loki',
        'tempo',
        'alertmanager',
        'notifications',
        'log-shipper',
        'postgres-exporter',
        'redis-exporter',
        ...SHOP_SERVICES,
      ],
      rulesFile,
    }),
  'loopback with a Prometheus alone': (dataDir) =>
    loopbackSite({ ports: DEFAULT_PORTS, dataDir, running: ['prometheus', 'notifications'], rulesFile }),
};

describe('the renderings that docker-compose.yaml mounts', () => {
  for (const { path, text } of composeRenderings()) {
    it(`${path} is up to date`, async () => {
      const committed = await readFile(join(SERVERS, path), 'utf8');
      assert.equal(committed, text, 'run `npx tsx demo/servers/render.ts`');
    });
  }
});

describe('Prometheus', () => {
  it('scrapes every service of the shop under its own name, with its environment', () => {
    const jobs = prometheusConfig(composeSite()).scrape_configs;
    for (const service of SHOP_SERVICES) {
      const job = jobs.find(({ job_name }) => job_name === service);
      assert.deepEqual(job?.static_configs, [
        { targets: [`${service}:${DEFAULT_PORTS[service]}`], labels: { environment: 'demo' } },
      ]);
    }
  });

  it('scrapes every 15 s, and the Flask shop every 5 s', () => {
    const { global, scrape_configs } = prometheusConfig(composeSite());
    assert.equal(global.scrape_interval, '15s');
    const others = scrape_configs.filter(({ scrape_interval }) => scrape_interval !== undefined);
    assert.deepEqual(
      others.map(({ job_name, scrape_interval }) => [job_name, scrape_interval]),
      [['flask-shop', '5s']]
    );
  });

  it('reaches a shop that runs on the host from inside of the network', () => {
    const shop = prometheusConfig(composeSite('host')).scrape_configs.find(({ job_name }) => job_name === 'shop-api');
    assert.deepEqual(shop?.static_configs?.[0]?.targets, ['host.docker.internal:8001']);
  });

  it('neither scrapes nor alerts through what does not run', () => {
    const site = loopbackSite({ ports: DEFAULT_PORTS, dataDir: '/data', running: ['prometheus'], rulesFile });
    const config = prometheusConfig(site);
    const targets = serverTargets(site);
    assert.deepEqual(
      config.scrape_configs.map(({ job_name }) => job_name),
      ['servers']
    );
    assert.deepEqual(targets, [{ targets: ['127.0.0.1:9090'], labels: { job: 'prometheus' } }]);
    assert.equal(config.alerting, undefined);
  });

  it('finds every server of the stack: those that always run by a file, those of a profile by DNS', () => {
    const always = serverTargets(composeSite()).map(({ labels }) => labels?.job);
    assert.deepEqual(always, [
      ...['prometheus', 'grafana', 'node', 'loki', 'tempo', 'alertmanager', 'alloy', 'usage-collector'],
    ]);
    const { scrape_configs } = prometheusConfig(composeSite());
    const chosen = scrape_configs.flatMap(({ job_name, dns_sd_configs = [] }) =>
      dns_sd_configs.map(({ names, port }) => [job_name, ...names, port])
    );
    assert.deepEqual(chosen, [
      ['cadvisor', 'cadvisor', 8080],
      ['influxdb', 'influxdb', 8086],
      ['postgres-exporter', 'postgres-exporter', 9187],
      ['redis-exporter', 'redis-exporter', 9121],
      ['promtail', 'promtail', 9080],
    ]);
  });

  it('looks for a stage of demo/stages beside the servers', () => {
    const [servers] = prometheusConfig(composeSite()).scrape_configs;
    assert.deepEqual(servers?.file_sd_configs, [{ files: [SERVERS_FILE, STAGES_FILE] }]);
  });

  it('takes what Tempo writes and keeps exemplars', () => {
    assert.ok(PROMETHEUS_FLAGS.includes('--web.enable-remote-write-receiver'));
    assert.match(PROMETHEUS_FLAGS.join(' '), /--enable-feature=\S*exemplar-storage/);
  });
});

describe('the address of Grafana in notifications', () => {
  const site = loopbackSite({ ports: { ...DEFAULT_PORTS, grafana: 13_000 }, dataDir: '/data', running: [], rulesFile });

  it('is the one that people open', () => {
    assert.equal(publicAddress(site, {}), 'http://localhost:13000');
    assert.equal(publicAddress(site, { GRAFANA_PORT: '14000' }), 'http://localhost:14000');
    assert.equal(
      publicAddress(site, { GF_SERVER_ROOT_URL: 'https://x.example/grafana/' }),
      'https://x.example/grafana'
    );
  });

  it('stands in the words of notifications', () => {
    const { text } = renderServers(site, { GF_SERVER_ROOT_URL: 'https://x.example/{{' }).notificationTemplate;
    assert.ok(text.includes('{{ define "tillwatch.grafana" }}https://x.example/{{ "{{" }}{{ end }}'));
  });
});

describe('the loopback renderings', () => {
  it('listen on 127.0.0.1 only', () => {
    const site = loopbackSite({
      ports: DEFAULT_PORTS,
      dataDir: '/data',
      running: ['prometheus', 'loki', 'tempo', 'alertmanager', 'notifications'],
      rulesFile,
    });
    for (const { path, text } of Object.values(renderServers(site))) {
      assert.doesNotMatch(text, /0\.0\.0\.0|::/, path);
    }
    const tempo = parse(renderServers(site).tempo.text);
    assert.equal(tempo.server.http_listen_address, '127.0.0.1');
    assert.equal(tempo.distributor.receivers.otlp.protocols.grpc.endpoint, '127.0.0.1:4317');
    assert.deepEqual(tempo.memberlist.bind_addr, ['127.0.0.1']);
  });

  it('give Loki and Tempo gRPC ports of their own', () => {
    const { loki, tempo } = renderServers(sites['loopback with everything']!('/data'));
    assert.notEqual(parse(loki.text).server.grpc_listen_port, parse(tempo.text).server.grpc_listen_port);
  });

  it('have Tempo write its metrics to the Prometheus that runs, or nowhere', () => {
    const withPrometheus = parse(renderServers(sites['loopback with everything']!('/data')).tempo.text);
    assert.equal(withPrometheus.metrics_generator.storage.remote_write[0].url, 'http://127.0.0.1:19090/api/v1/write');
    const without = parse(
      renderServers(loopbackSite({ ports: DEFAULT_PORTS, dataDir: '/data', running: ['tempo'], rulesFile })).tempo.text
    );
    assert.deepEqual(without.metrics_generator.storage.remote_write, []);
    assert.deepEqual(without.overrides.defaults.metrics_generator.processors, []);
  });
});

/** How each server checks its own configuration; the file is the last argument, or is appended to it. */
const checks = [
  { server: 'prometheus', program: 'promtool', args: (file: string) => ['check', 'config', file] },
  { server: 'alertmanager', program: 'amtool', args: (file: string) => ['check-config', file] },
  {
    server: 'loki',
    program: 'loki',
    args: (file: string) => [`-config.file=${file}`, '-verify-config', ...LOKI_FLAGS],
  },
  {
    server: 'tempo',
    program: 'tempo',
    args: (file: string) => [`-config.file=${file}`, '-config.verify=true', ...TEMPO_FLAGS],
  },
] as const;

for (const { server, program, args } of checks) {
  describe(
    `${server} accepts its configuration`,
    { skip: !isInstalled(program) && `${program} is not installed` },
    () => {
      for (const [name, site] of Object.entries(sites)) {
        it(name, async (t) => {
          const folder = await temporaryFolder(t);
          const renderings = renderServers(site(folder));
          const { path } = renderings[server];
          // Alertmanager and Prometheus read two.
          await writeRenderings(folder, [renderings[server], renderings.notificationTemplate, renderings.targets]);
          if (server === 'prometheus') {
            // Compose mounts the rules beside the configuration.
            await writeFile(join(folder, 'prometheus/rules.yml'), await readFile(rulesFile));
          }
          await run(program, args(join(folder, path)));
        });
      }
    }
  );
}

describe('how long Loki and Tempo keep things', () => {
  for (const { server, program, args } of checks.filter(({ server }) => server === 'loki' || server === 'tempo')) {
    const variable = `${program.toUpperCase()}_RETENTION`;
    it(
      `${server}: what ${variable} says`,
      { skip: !isInstalled(program) && `${program} is not installed` },
      async (t) => {
        const folder = await temporaryFolder(t);
        const rendering = renderServers(composeSite())[server];
        await writeRenderings(folder, [rendering]);
        const check = (retention: string) =>
          run(program, args(join(folder, rendering.path)), { env: { ...process.env, [variable]: retention } });
        await check('168h');
        await check('48h');
        await assert.rejects(check('a while'), /a while/);
      }
    );
  }
});
