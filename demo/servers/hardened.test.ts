import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from './testing.ts';

const compose = readFileSync(join(ROOT, 'docker-compose.yaml'), 'utf8');
const hardened = readFileSync(join(ROOT, 'demo/servers/compose.hardened.yaml'), 'utf8');

/** The settings of a service's environment whose values are variables, as `setting: variable` by service. */
function secretsOf(text: string, sign: string): string[] {
  const services = text.split(/^services:$/m)[1]?.split(/^ {2}(?=[\w-]+:$)/m) ?? [];
  return services.flatMap((service) => {
    const [name = ''] = service.split(':');
    const setting = new RegExp(`^ {6}(\\w*(?:PASSWORD|PASS|TOKEN)): \\$\\{(\\w+):\\${sign}`, 'gm');
    return [...service.matchAll(setting)].map(([, key, variable]) => `${name} ${key}: ${variable}`);
  });
}

describe('compose.hardened.yaml', () => {
  it('asks for every password of which the demo has one', () => {
    const required = secretsOf(hardened, '?');
    const demo = secretsOf(compose, '-');
    assert.ok(demo.length > 12);
    const variables = new Set(required.map((secret) => secret.split(': ')[1]));
    const missing = demo.filter((secret) => !variables.has(secret.split(': ')[1]));
    // Compose asks where a variable is first required; the others of that name have its value then.
    assert.deepEqual(missing, []);
    assert.deepEqual(
      required.filter((secret) => !demo.includes(secret)),
      []
    );
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
