import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { shopSources } from '../launch/ship/sources.ts';
import { SHOP_SERVICES } from './site.ts';
import { ROOT } from './testing.ts';

// Who collects logs under compose: Alloy or Promtail, labelled alike. Neither program is needed for this.

const text = (path: string) => readFileSync(join(ROOT, 'demo/servers', path), 'utf8');

describe('logs.alloy', () => {
  // Alloy's formatter lines things up.
  const config = text('alloy/logs.alloy').replace(/[ \t]+/g, ' ');

  it("labels the shop's log files as the launcher's shipper does", () => {
    const sources = shopSources({ shop: '/var/log/shop', console: '/console' });
    for (const { pattern, labels } of sources.filter(({ jsonLabels }) => jsonLabels)) {
      const glob = `/var/log/shop/${pattern.replace('[^/]*\\.log', '*.log')}`;
      const line = `{"__path__" = "${glob}", "job" = "${labels.job}", "service" = "${labels.service}"}`;
      assert.ok(config.includes(line), line);
    }
  });

  it('takes each service of the shop from one place only', () => {
    const [, dropped] = /regex\s+= "([^"]+)"\s+action\s+= "drop"/.exec(config) ?? [];
    const [, kept] = /regex\s+= "([^"]+)"\s+action\s+= "keep"/.exec(config) ?? [];
    const labelsOf = (service: string) =>
      shopSources({ shop: '/shop', console: '/console' }).find(({ labels }) => labels.container_name === service)
        ?.labels;
    // What the launcher ships from a console with all of Alloy's labels is what Alloy takes from containers.
    assert.deepEqual(
      dropped?.split('|').sort(),
      SHOP_SERVICES.filter((service) => !labelsOf(service)?.compose_service).sort()
    );
    assert.deepEqual(labelsOf(kept ?? ''), { container_name: kept });
  });
});

describe('the components of Alloy', () => {
  const files = ['alloy/logs.alloy', 'alloy/otlp.alloy'].map(text);

  it('are each defined once, and those that are named are there', () => {
    const defined = files.flatMap((file) =>
      [...file.matchAll(/^([a-z][\w.]+) "(\w+)" \{$/gm)].map(([, type, name]) => `${type}.${name}`)
    );
    assert.equal(new Set(defined).size, defined.length);
    const named = files.flatMap((file) =>
      [...file.matchAll(/\b((?:loki|otelcol|discovery|local)\.[\w.]+)\.(?:receiver|input|output|targets)\b/g)].map(
        ([, component = '']) => component
      )
    );
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((component) => !defined.includes(component)),
      []
    );
  });

  it('take OTLP without those of the logs, as with Promtail', () => {
    const [, otlp = ''] = files;
    assert.doesNotMatch(otlp, /\bloki\.(write|source|process)|discovery\./);
    assert.match(otlp, /endpoint = "0\.0\.0\.0:14317"/);
  });
});

describe('promtail.yml', () => {
  interface Stage {
    regex?: { expression: string };
    template?: { template: string };
    match?: { selector: string; stages?: Array<{ labeldrop: string[] }> };
    labels?: Record<string, string | null>;
  }
  interface Scrape {
    job_name: string;
    static_configs?: Array<{ labels: Record<string, string> }>;
    docker_sd_configs?: Array<{ refresh_interval: string }>;
    relabel_configs?: Array<{ regex?: string; action?: string; target_label?: string }>;
    pipeline_stages?: Stage[];
  }
  const { scrape_configs } = parse(text('promtail/promtail.yml')) as { scrape_configs: Scrape[] };
  const [shop, docker, machine] = scrape_configs;
  const sources = shopSources({ shop: '/var/log/app', console: '/console' });

  it("labels the shop's JSON files as the launcher's shipper does", () => {
    assert.equal(shop?.static_configs?.[0]?.labels.__path__, '/var/log/app/*.log');
    const stages = shop?.pipeline_stages ?? [];
    // Go writes named groups otherwise.
    const expression = new RegExp(stages.find(({ regex }) => regex)!.regex!.expression.replace('?P<', '?<'));
    const [, special, service] = /eq \.file "(\w+)" \}\}([\w-]+)\{\{/.exec(stages[1]?.template?.template ?? '') ?? [];
    for (const { pattern, labels } of sources.filter(({ jsonLabels }) => jsonLabels)) {
      for (const rotation of ['', '.2026-11-30.1']) {
        const file = `/var/log/app/${pattern.replace('[^/]*\\.log', `${rotation}.log`)}`;
        const found = expression.exec(file)?.groups?.file;
        assert.equal(found === special ? service : found, labels.service, file);
      }
    }
    assert.equal(expression.exec('/var/log/app/structlog_otel-shop.log'), null);
    const labelled = stages.flatMap(({ labels = {} }) => Object.keys(labels));
    assert.deepEqual(labelled.sort(), ['job', 'level', 'logger', 'service']);
  });

  it('looks for containers every 5 s, and takes none whose lines arrive otherwise', () => {
    assert.equal(docker?.docker_sd_configs?.[0]?.refresh_interval, '5s');
    const dropped = docker?.relabel_configs?.find(({ action }) => action === 'drop')?.regex?.split('|');
    const byConsole = sources.filter(({ jsonLabels }) => !jsonLabels).map(({ labels }) => labels.container_name);
    assert.deepEqual(dropped?.sort(), SHOP_SERVICES.filter((service) => !byConsole.includes(service)).sort());
    const [{ match } = { match: undefined }] = docker?.pipeline_stages ?? [];
    const added = docker?.relabel_configs?.flatMap(({ target_label }) => target_label ?? []) ?? [];
    const kept = added.filter((label) => !match?.stages?.[0]?.labeldrop.includes(label));
    const flask = sources.find(({ labels }) => labels.container_name === 'flask-shop')?.labels ?? {};
    assert.equal(match?.selector, '{container_name="flask-shop"}');
    assert.deepEqual(kept, Object.keys(flask));
  });

  it('reads the logs of the machine', () => {
    assert.equal(machine?.static_configs?.[0]?.labels.__path__, '/var/log/host/{*.log,syslog}');
  });
});
