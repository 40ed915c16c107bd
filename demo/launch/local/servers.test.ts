import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { STAGES_FILE } from '../../servers/prometheus/config.ts';
import { DEFAULT_PORTS, loopbackSite } from '../../servers/site.ts';
import { ROOT, temporaryFolder } from '../../servers/testing.ts';
import { prepareServers } from './servers.ts';

it('forgets a stage that was killed, so that Prometheus does not find it down', async (t) => {
  const dataDir = await temporaryFolder(t);
  const folder = join(dataDir, 'config/prometheus');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, STAGES_FILE), '[{ "targets": ["127.0.0.1:8011"], "labels": { "job": "dice-roller" } }]');
  await prepareServers({
    ...{ root: ROOT, pluginDir: join(dataDir, 'dist'), dataDir },
    site: loopbackSite({ ports: DEFAULT_PORTS, dataDir, running: ['prometheus'], rulesFile: 'rules.yml' }),
    ...{ installed: {}, grafanaHome: undefined, grafanaDatabase: 'sqlite', environment: {} },
  });
  assert.deepEqual((await readdir(folder)).sort(), ['prometheus.yml', 'servers.yml']);
});
