import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { temporaryFolder } from '../../servers/testing.ts';
import { installProgram } from '../testing/fake-programs.ts';
import { describeMissing, findGrafanaHome, findServers } from './installed.ts';

describe('findServers', () => {
  it('finds programs on the PATH, by any of their names, the preferred first', async (t) => {
    const folder = await temporaryFolder(t);
    for (const name of ['prometheus', 'prometheus3', 'prometheus-alertmanager', 'loki']) {
      installProgram(folder, name, '');
    }
    const { prometheus, alertmanager, loki, tempo } = findServers({ PATH: `/nowhere:${folder}` });
    assert.equal(prometheus, join(folder, 'prometheus3'));
    assert.equal(alertmanager, join(folder, 'prometheus-alertmanager'));
    assert.equal(loki, join(folder, 'loki'));
    assert.equal(tempo, undefined);
  });

  it('takes the program that a variable names, and no other', async (t) => {
    const folder = await temporaryFolder(t);
    installProgram(folder, 'prometheus', '');
    const own = installProgram(folder, 'my-prometheus', '');
    assert.equal(findServers({ PATH: folder, PROMETHEUS_BIN: own }).prometheus, own);
    assert.equal(findServers({ PATH: folder, PROMETHEUS_BIN: '/no/such/file' }).prometheus, undefined);
  });

  it('follows a link to PostgreSQL, whose tools are beside the program itself', async (t) => {
    const folder = await temporaryFolder(t);
    const real = installProgram(join(folder, 'lib'), 'postgres', '');
    symlinkSync(real, join(folder, 'postgres'));
    assert.equal(findServers({ PATH: folder }).postgres, real);
  });
});

describe('describeMissing', () => {
  it('names each server that is missing, what is lost, and what to do', () => {
    const missing = describeMissing({
      grafana: '/g',
      prometheus: '/p',
      loki: '/l',
      alertmanager: '/a',
      postgres: '/s',
      redis: '/r',
      'redis-exporter': '/e',
    });
    assert.deepEqual(missing, [
      'tempo is not installed: no traces and no service graph. Put tempo on the PATH or set TEMPO_BIN.',
      'node-exporter is not installed: no metrics of the machine. Put prometheus-node-exporter on the PATH or set NODE_EXPORTER_BIN.',
      'postgres-exporter is not installed: no metrics of PostgreSQL. Put prometheus-postgres-exporter on the PATH or set POSTGRES_EXPORTER_BIN.',
    ]);
  });

  it('does not miss what runs elsewhere', () => {
    const named = (elsewhere: Parameters<typeof describeMissing>[1]) =>
      describeMissing({}, elsewhere).filter((line) => line.includes('REDIS_BIN')).length;
    assert.deepEqual([named([]), named(['redis'])], [1, 0]);
  });
});

describe('findGrafanaHome', () => {
  it('prefers GRAFANA_HOME, then the folder that the program is in', async (t) => {
    const folder = await temporaryFolder(t);
    const program = installProgram(join(folder, 'one/bin'), 'grafana', '');
    installProgram(join(folder, 'one/conf'), 'defaults.ini', '');
    installProgram(join(folder, 'two/conf'), 'defaults.ini', '');
    assert.equal(findGrafanaHome(program, {}), join(folder, 'one'));
    assert.equal(findGrafanaHome(program, { GRAFANA_HOME: join(folder, 'two') }), join(folder, 'two'));
    assert.equal(findGrafanaHome(program, { GRAFANA_HOME: '/nowhere' }), join(folder, 'one'));
  });
});
