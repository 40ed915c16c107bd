import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { ROOT } from '../testing.ts';

// Of draft 2020-12 the schema uses nothing that draft 7 has not.
const { $schema: draft, ...schema } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'compose-spec.json'), 'utf8')
) as Record<string, unknown>;
const validate = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore', allErrors: true, logger: false }).compile(
  schema
);

function read(path: string): Record<string, Record<string, Record<string, unknown>>> {
  const override = { tag: '!override', collection: 'seq' as const, resolve: (value: unknown) => value };
  return parse(readFileSync(join(ROOT, path), 'utf8'), {
    merge: true,
    customTags: [override as never],
    maxAliasCount: -1,
  });
}

/** What the schema says against a file; a variable counts as the text that it is written as. */
function complaints(file: unknown): string[] {
  return validate(file) ? [] : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

describe('the schema of compose files', () => {
  it('is of the draft that it was read as', () => {
    assert.equal(draft, 'https://json-schema.org/draft/2020-12/schema');
  });

  for (const path of [
    'docker-compose.yaml',
    'demo/servers/compose.shop-on-host.yaml',
    'demo/servers/compose.hardened.yaml',
  ]) {
    it(`takes ${path}`, () => {
      assert.deepEqual(complaints(read(path)), []);
    });
  }

  it('refuses what compose would', () => {
    const changed = (change: (services: Record<string, Record<string, unknown>>) => void) => {
      const file = read('docker-compose.yaml');
      change(file.services!);
      return complaints(file);
    };
    const wrong: Array<[part: string, complaints: string[]]> = [
      ['port', changed(({ grafana }) => Object.assign(grafana!, { port: 3000 }))],
      ['healthcheck', changed(({ loki }) => Object.assign(loki!, { healthcheck: { tests: [] } }))],
      ['depends_on', changed(({ grafana }) => Object.assign(grafana!, { depends_on: { redis: { condition: 'up' } } }))],
      ['volumes', changed(({ redis }) => Object.assign(redis!, { volumes: 'redis_data:/data' }))],
    ];
    for (const [part, found] of wrong) {
      assert.notDeepEqual(found, [], part);
    }
  });
});
