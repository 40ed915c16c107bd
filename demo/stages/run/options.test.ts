import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOptions, UsageError } from './options.ts';

const read = (args: string[], env: NodeJS.ProcessEnv = {}) => readOptions(args, env, '/repository');

describe('the command line', () => {
  it('takes a stage, and the addresses of the demo for the rest', () => {
    const expected = {
      ...{ stage: 3, host: '127.0.0.1', port: 8011, pagePort: 8012 },
      lokiUrl: 'http://127.0.0.1:3100',
      otlpUrl: 'http://127.0.0.1:4318',
      shopUrl: 'http://127.0.0.1:8001',
      grafanaUrl: 'http://localhost:3000',
      targetsFile: '/repository/.tillwatch/config/prometheus/stages.json',
      target: '127.0.0.1:8011',
    };
    assert.deepEqual(read(['3']), expected);
    assert.deepEqual(read(['--stage', '3']), expected);
  });

  it('follows the variables that move the demo’s ports, and options before them', () => {
    const env = { LOKI_PORT: '13100', SHOP_API_PORT: '18001', OTLP_HTTP_PORT: '' };
    const { lokiUrl, shopUrl, otlpUrl } = read(['1', '--shop', 'http://shop.example/api/'], env);
    assert.deepEqual(
      [lokiUrl, shopUrl, otlpUrl],
      ['http://127.0.0.1:13100', 'http://shop.example/api', 'http://127.0.0.1:4318']
    );
  });

  it('finds the file of targets below the folder of the demo’s data, or where it is told', () => {
    assert.equal(read(['3', '--data-dir', '/data']).targetsFile, '/data/config/prometheus/stages.json');
    assert.equal(read(['3', '--targets', '/etc/stages.json', '--data-dir', '/data']).targetsFile, '/etc/stages.json');
    assert.equal(read(['3', '--port', '9000']).target, '127.0.0.1:9000');
    assert.equal(read(['3', '--target', 'host.docker.internal:8011']).target, 'host.docker.internal:8011');
  });

  for (const args of [
    ...[[], ['0'], ['6'], ['03'], ['three'], ['toString'], ['1', '2'], ['1', '--stage', '2'], ['1', '--unknown']],
    ...[
      ['1', '--port', '0'],
      ['1', '--port', 'x'],
      ['1', '--port', '8012'],
      ['1', '--loki', 'localhost:3100'],
    ],
  ]) {
    it(`refuses "${args.join(' ')}"`, () => {
      assert.throws(() => read(args), UsageError);
    });
  }
});
