import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ROOT, temporaryFolder } from '../servers/testing.ts';
import { composeArguments, PROFILES, probeDocker } from './docker.ts';
import { probeLocal } from './local/run.ts';
import { probePreview } from './preview.ts';
import { installProgram } from './testing/fake-programs.ts';
import { chooseWay, type Probes, type Way } from './ways.ts';

/** Probes of which the named ones work; `asked` collects which were asked. */
function probes(working: Way[], asked: Way[] = []): Probes {
  const probe = (way: Way) => async () => {
    asked.push(way);
    return { works: working.includes(way), because: `${way} says so` };
  };
  return { docker: probe('docker'), local: probe('local'), preview: probe('preview') };
}

describe('chooseWay', () => {
  it('takes the first that works and looks no further', async () => {
    const asked: Way[] = [];
    const choice = await chooseWay(probes(['local', 'preview'], asked));
    assert.equal(choice.way, 'local');
    assert.deepEqual(asked, ['docker', 'local']);
    assert.deepEqual(
      choice.findings.map(({ way, works, because }) => [way, works, because]),
      [
        ['docker', false, 'docker says so'],
        ['local', true, 'local says so'],
      ]
    );
  });

  it('prefers Docker', async () => {
    assert.equal((await chooseWay(probes(['docker', 'local', 'preview']))).way, 'docker');
  });

  it('takes the way that is wanted, or none', async () => {
    assert.equal((await chooseWay(probes(['docker', 'preview']), 'preview')).way, 'preview');
    const choice = await chooseWay(probes(['docker', 'preview']), 'local');
    assert.equal(choice.way, undefined);
    assert.equal(choice.findings.length, 1);
  });
});

/** An environment whose PATH holds only a `docker` with this behaviour. */
async function withDocker(t: TestContext, script: string | undefined): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder(t);
  if (script !== undefined) {
    installProgram(folder, 'docker', script);
  }
  return { PATH: folder };
}

describe('probeDocker', () => {
  it('works when the engine answers and compose is there', async (t) => {
    const env = await withDocker(t, `console.log(process.argv[2] === 'info' ? '28.2.2' : '2.36.2')`);
    assert.deepEqual(await probeDocker(env), { works: true, because: 'Docker 28.2.2 answers, with compose 2.36.2' });
  });

  it('does not work without compose', async (t) => {
    const env = await withDocker(t, `if (process.argv[2] === 'compose') process.exit(1); console.log('28.2.2')`);
    assert.deepEqual(await probeDocker(env), {
      works: false,
      because: 'Docker 28.2.2 answers, but has no `docker compose`',
    });
  });

  it('does not work when the engine is not running', async (t) => {
    const env = await withDocker(
      t,
      `console.error('Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?');
       process.exit(1)`
    );
    const { works, because } = await probeDocker(env);
    assert.equal(works, false);
    assert.equal(
      because,
      'the Docker engine does not answer (Cannot connect to the Docker daemon at unix:///var/run/docker.sock)'
    );
  });

  it('does not work when the engine hangs', async (t) => {
    const env = await withDocker(t, 'setInterval(() => {}, 1000)');
    const { works, because } = await probeDocker(env);
    assert.deepEqual({ works, because }, { works: false, because: 'the Docker engine did not answer within 5 s' });
  });

  it('does not work when it is not installed', async (t) => {
    assert.deepEqual(await probeDocker(await withDocker(t, undefined)), {
      works: false,
      because: 'docker is not installed',
    });
  });
});

const LOAD = { users: 5, duration: '30m' };

describe('composeArguments', () => {
  it('runs every server by a file that chooses the profiles it names', () => {
    const args = composeArguments({ shop: true, load: undefined, everyServer: true }, {});
    const file = readFileSync(join(ROOT, args[args.indexOf('--env-file') + 1]!), 'utf8');
    assert.equal(/^COMPOSE_PROFILES=(.*)$/m.exec(file)?.[1], PROFILES.join(','));
    assert.ok(!args.includes('--profile'));
  });

  it('keeps other profiles beside that of the load', () => {
    const profiles = (everyServer: boolean, env: NodeJS.ProcessEnv) => {
      const args = composeArguments({ shop: true, load: LOAD, everyServer }, env);
      return args.filter((_, index) => args[index - 1] === '--profile');
    };
    assert.deepEqual(profiles(false, {}), ['load']);
    assert.deepEqual(profiles(false, { COMPOSE_PROFILES: 'influxdb,cadvisor' }), ['influxdb', 'cadvisor', 'load']);
    assert.deepEqual(profiles(true, {}), [...PROFILES, 'load']);
  });

  it('names files that exist, and the profile of the load', () => {
    const args = composeArguments({ shop: false, load: LOAD, everyServer: false }, {});
    const files = args.flatMap((arg, index) => (arg === '-f' ? [args[index + 1]!] : []));
    assert.equal(files.length, 2);
    files.forEach((file) => readFileSync(join(ROOT, file)));
    assert.ok(args.join(' ').includes('--profile load up'));
    assert.deepEqual(composeArguments({ shop: true, load: undefined, everyServer: false }, {}), [
      'compose',
      '-f',
      'docker-compose.yaml',
      'up',
      '--build',
      '--remove-orphans',
    ]);
  });
});

describe('probeLocal', () => {
  it('says what it looked for when there is no Grafana', async (t) => {
    const { works, because } = probeLocal({ PATH: await temporaryFolder(t) });
    assert.equal(works, false);
    assert.match(because, /GRAFANA_HOME, or grafana on the PATH/);
  });

  it('works with GRAFANA_HOME alone', async (t) => {
    const home = await temporaryFolder(t);
    installProgram(join(home, 'bin'), 'grafana', '');
    installProgram(join(home, 'conf'), 'defaults.ini', '');
    const { works, because } = probeLocal({ PATH: '', GRAFANA_HOME: home });
    assert.equal(works, true);
    assert.ok(because.includes(home));
  });
});

describe('probePreview', () => {
  it('works when the project has one, and else says how to get a Grafana', async (t) => {
    const root = await temporaryFolder(t);
    writeFileSync(join(root, 'package.json'), JSON.stringify({ scripts: { preview: 'vite' } }));
    assert.equal((await probePreview(root)).works, true);
    assert.match((await probePreview(root, '20.11.1')).because, /needs Node 20\.19.*; or start Docker/);
    writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'x' }));
    const { works, because } = await probePreview(root);
    assert.equal(works, false);
    assert.match(because, /no preview in this folder; start Docker, or install Grafana/);
  });
});
