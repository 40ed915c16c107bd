import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSettings } from './config.ts';

describe('readSettings', () => {
  it('works without any variable', () => {
    const settings = readSettings({});
    assert.equal(settings.host, '127.0.0.1');
    assert.equal(settings.inventoryUrl, 'http://127.0.0.1:8002');
    assert.equal(settings.environment, 'demo');
    assert.equal(settings.incidentsEnabled, false);
    assert.match(settings.version, /^\d+\.\d+\.\d+$/);
    assert.equal(settings.otlp.tracesUrl, undefined);
  });

  it('takes empty variables for absent ones, as compose files write them', () => {
    const settings = readSettings({ DATABASE_URL: '', INCIDENTS_TOKEN: '', PORT: '', LOG_PRETTY: '' });
    assert.equal(settings.databaseUrl, undefined);
    assert.equal(settings.incidentsToken, undefined);
    assert.equal(settings.port, undefined);
  });

  it('names every variable that is wrong', () => {
    const environment = { PORT: 'eighty', INVENTORY_URL: 'inventory', LOG_LAYOUT: 'long' };
    for (const name of Object.keys(environment)) {
      assert.throws(() => readSettings(environment), new RegExp(`\\b${name}: `));
    }
  });

  it('appends the path of traces for HTTP and not for gRPC, as the specification says', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://tempo:4318/';
    const over = (protocol: string) =>
      readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: protocol }).otlp;
    assert.equal(over('http/protobuf').tracesUrl, 'http://tempo:4318/v1/traces');
    assert.equal(over('grpc').tracesUrl, 'http://tempo:4318/');
    assert.equal(over('grpc').logsUrl, undefined, 'the general endpoint is for traces alone');
  });

  it('resolves folders from where npm was called', () => {
    assert.equal(readSettings({ INIT_CWD: '/srv/shop' }).logDir, '/srv/shop/logs');
    assert.equal(readSettings({ INIT_CWD: '/srv/shop', LOG_DIR: '/var/log' }).logDir, '/var/log');
  });
});
