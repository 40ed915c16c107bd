import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serverPrograms } from '../../launch/local/servers.ts';
import { DEFAULT_PORTS, loopbackSite } from '../site.ts';
import { ROOT } from '../testing.ts';

const FILE = 'demo/servers/grafana/home.json';

describe("Grafana's home", () => {
  it('asks nobody: it is words alone, with links into this Grafana', () => {
    const { panels } = JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')) as {
      panels: Array<{ type: string; options: { content: string } }>;
    };
    assert.deepEqual(
      panels.map(({ type }) => type),
      ['text']
    );
    const links = [...(panels[0]?.options.content ?? '').matchAll(/\]\(([^)]*)\)/g)].map(([, link]) => link);
    assert.deepEqual(links, ['a/tillwatch-shop-app/health', 'd/ecommerce', 'alerting/list']);
  });

  it('is that of the demo (with Docker, too: compose.test.ts)', () => {
    const programs = serverPrograms({
      root: ROOT,
      pluginDir: join(ROOT, 'dist'),
      dataDir: '/data',
      site: loopbackSite({ ports: DEFAULT_PORTS, dataDir: '/data', running: ['grafana'], rulesFile: 'rules.yml' }),
      installed: { grafana: '/usr/bin/grafana' },
      grafanaHome: '/usr/share/grafana',
      grafanaDatabase: 'sqlite',
      environment: {},
    });
    const grafana = programs.find(({ name }) => name === 'grafana');
    assert.equal(grafana?.env?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH, join(ROOT, FILE));
  });
});
