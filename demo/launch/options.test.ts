import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_PORTS } from '../servers/site.ts';
import { readOptions, UsageError } from './options.ts';

const read = (argv: string[], env: NodeJS.ProcessEnv = {}) => readOptions(argv, env, '/repo');

describe('readOptions', () => {
  it('asks for everything, in whichever way works, by default', () => {
    assert.deepEqual(read([]), {
      way: undefined,
      check: false,
      build: true,
      shop: true,
      load: undefined,
      dataDir: '/repo/.tillwatch',
      ports: DEFAULT_PORTS,
      grafanaDatabase: 'sqlite',
      everyServer: false,
      restarts: 5,
      help: false,
    });
  });

  it('reads what is asked for', () => {
    const options = read([
      '--way',
      'local',
      '--load',
      '--users',
      '20',
      '--duration',
      '2h',
      '--data-dir',
      '/tmp/x',
      '--restarts',
      '0',
    ]);
    assert.equal(options.way, 'local');
    assert.deepEqual(options.load, { users: 20, duration: '2h' });
    assert.equal(options.dataDir, '/tmp/x');
    assert.equal(options.restarts, 0);
  });

  it('sends five shoppers for half an hour unless told otherwise, and none without a shop', () => {
    assert.deepEqual(read(['--load']).load, { users: 5, duration: '30m' });
    assert.equal(read(['--load', '--no-shop']).load, undefined);
  });

  it('moves ports by variable, and the shop by a base', () => {
    const { ports } = read(['--shop-port-base', '18000'], { GRAFANA_PORT: '3300', OTEL_SHOP_PORT: '9999' });
    assert.equal(ports.grafana, 3300);
    assert.equal(ports['fastapi-shop'], 18000);
    assert.equal(ports['shop-api'], 18001);
    assert.equal(ports['otel-shop'], 9999);
    assert.equal(ports['flask-shop'], 18005);
    assert.equal(ports.fulfilment, 18006);
    assert.equal(ports.prometheus, 9090);
  });

  for (const [argv, env, message] of [
    [['--way', 'cloud'], {}, /choose one of docker, local, preview/],
    [['--unknown'], {}, /--unknown/],
    [['--users', 'many', '--load'], {}, /--users many: give a whole number from 1 to 1000/],
    [['--duration', '5 minutes'], {}, /write it as 90s, 30m or 2h/],
    [['--restarts', '-1'], {}, /--restarts/],
    [[], { GRAFANA_PORT: '99999' }, /GRAFANA_PORT 99999: give a whole number/],
    [[], { GRAFANA_PORT: 'x' }, /GRAFANA_PORT x/],
    [
      [],
      { GRAFANA_PORT: '9090' },
      /grafana and prometheus would both listen on 9090: set GRAFANA_PORT or PROMETHEUS_PORT/,
    ],
  ] as Array<[string[], NodeJS.ProcessEnv, RegExp]>) {
    it(`refuses ${[...argv, ...Object.entries(env).map((pair) => pair.join('='))].join(' ')}`, () => {
      assert.throws(
        () => read(argv, env),
        (error) => error instanceof UsageError && message.test(error.message)
      );
    });
  }
});
