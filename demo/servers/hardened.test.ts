import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { ROOT } from './testing.ts';

const compose = readFileSync(join(ROOT, 'docker-compose.yaml'), 'utf8');
const hardened = readFileSync(join(ROOT, 'demo/servers/compose.hardened.yaml'), 'utf8');

interface Compose {
  services: Record<string, { environment?: Record<string, string>; volumes?: string[] }>;
}

function read(text: string): Compose {
  // !override is compose's own tag.
  const override = { tag: '!override', collection: 'seq' as const, resolve: (value: unknown) => value };
  return parse(text, { merge: true, customTags: [override as never], maxAliasCount: -1 }) as Compose;
}

/** The secrets of the services that are variables with something behind `sign`, as `service setting: variable`. */
function secretsOf(text: string, sign: string): string[] {
  const variable = new RegExp(`^\\$\\{(\\w+):\\${sign}[^}]+\\}$`);
  return Object.entries(read(text).services).flatMap(([name, { environment = {} }]) =>
    Object.entries(environment).flatMap(([setting, value]) => {
      const found = /(PASSWORD|PASS|TOKEN|KEY)$/.test(setting) && variable.exec(value);
      return found ? [`${name} ${setting}: ${found[1]}`] : [];
    })
  );
}

describe('compose.hardened.yaml', () => {
  it('asks for every password and key of which the demo has one', () => {
    const required = secretsOf(hardened, '?');
    const demo = secretsOf(compose, '-');
    assert.ok(demo.length > 12);
    const variables = new Set(required.map((secret) => secret.split(': ')[1]));
    const missing = demo.filter((secret) => !variables.has(secret.split(': ')[1]));
    // Compose asks where a variable is first required; the others of that name have its value then.
    assert.deepEqual(missing, []);
    assert.deepEqual(
      required.filter((secret) => !demo.includes(secret)),
      // The demo leaves it to Grafana, whose usual one is known, too.
      ['grafana GF_SECURITY_SECRET_KEY: GRAFANA_SECRET_KEY']
    );
    assert.ok(demo.includes('otel-shop USAGE_PSEUDONYM_KEY: USAGE_PSEUDONYM_KEY'));
  });

  it('mounts what Grafana needs, none of it to be written to, and not the repository', () => {
    const volumes = (text: string) => read(text).services.grafana?.volumes ?? [];
    const base = volumes(readFileSync(join(ROOT, '.config/docker-compose-base.yaml'), 'utf8'))
      .filter((volume) => !volume.startsWith('..:'))
      .map((volume) => `${volume.replace('../', './')}:ro`);
    assert.equal(base.length, 2);
    assert.deepEqual(volumes(hardened), [...base, ...volumes(compose)]);
    assert.ok(volumes(hardened).every((volume) => volume.endsWith(':ro') || volume.startsWith('grafana_data:')));
  });

  it('lets nobody reach Grafana but through the proxy, whose name is that of its pages', () => {
    assert.match(hardened, /^ {2}grafana:\n(?: {4}#.*\n)* {4}ports: !override \[\]$/m);
    const proxy = readFileSync(join(ROOT, 'demo/servers/proxy/Caddyfile'), 'utf8');
    assert.match(proxy, /^https:\/\/\{\$PUBLIC_NAME\}:3443 \{\n\ttls internal\n\treverse_proxy grafana:3000\n\}$/m);
    assert.match(
      hardened,
      /GF_SERVER_ROOT_URL: https:\/\/\$\{PUBLIC_NAME:-localhost\}:\$\{GRAFANA_TLS_PORT:-3443\}\/$/m
    );
  });
});
