import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PORTS } from './site.ts';
import { ROOT } from './testing.ts';

// What demo/README.md says of addresses and settings, against compose and the launcher.

const compose = readFileSync(join(ROOT, 'docker-compose.yaml'), 'utf8');
const readme = readFileSync(join(ROOT, 'demo/README.md'), 'utf8');

/** The rows of the first table below a heading, as texts of their cells. */
function rowsBelow(heading: string): string[][] {
  const [, below = ''] = readme.split(`\n## ${heading}\n`);
  const lines = below.split('\n').slice(below.split('\n').findIndex((line) => line.startsWith('|')));
  const table = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('|'))
  );
  return table.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  );
}

const codes = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
/** Ports of `localhost:8001, 8002` or `http://localhost:3000/a`, and those in brackets. */
const ports = (text: string) => [...text.matchAll(/(?<![\d-])(\d{4,5})(?![\d-])/g)].map(([port]) => Number(port));

const byVariable = new Map(Object.values(PORTS).map(({ port, variable }) => [variable as string, port as number]));

describe('the list of addresses', () => {
  const rows = rowsBelow('Addresses');
  const listed = rows.map(([what = '', address = '', variables = '']) => ({
    variables: codes(variables),
    ports: [...ports(address), ...ports(what)],
  }));

  it('has each port of the stack once, beside the variable that moves it', () => {
    assert.deepEqual(listed.flatMap(({ variables }) => variables).sort(), [...byVariable.keys()].sort());
    for (const { variables, ports } of listed) {
      assert.deepEqual(
        variables.map((variable) => byVariable.get(variable)),
        ports
      );
    }
  });

  it('has each port that compose publishes', () => {
    const published = [...compose.matchAll(/127\.0\.0\.1:\$\{(\w+):-(\d+)\}/g)];
    assert.ok(published.length > 20);
    for (const [, variable = '', port] of published) {
      assert.ok(
        listed.some(({ variables, ports }) => variables.includes(variable) && ports.includes(Number(port))),
        variable
      );
    }
  });

  it('names a profile where compose has one', () => {
    const named = [
      ...new Set(rows.flatMap(([what = '']) => [...what.matchAll(/\(`([\w-]+)`\)/g)].map(([, name]) => name))),
    ];
    const profiles = [...compose.matchAll(/^ {4}profiles: \[([\w-]+)\]$/gm)].map(([, name]) => name);
    assert.deepEqual(named.sort(), [...new Set(profiles)].filter((name) => name !== 'load').sort());
  });
});

describe('the list of settings', () => {
  const rows = rowsBelow('Settings');

  it('has each variable of compose that moves no port, and no other', () => {
    const used = [...compose.matchAll(/(?<!\$)\$\{(\w+):-/g)].map(([, variable = '']) => variable);
    assert.deepEqual(
      rows.flatMap(([variables = '']) => codes(variables)).sort(),
      [...new Set(used)].filter((variable) => !byVariable.has(variable)).sort()
    );
  });

  it('says what each usually is', () => {
    for (const [variables = '', usually = ''] of rows) {
      const values = usually.split(', ').map((value) => codes(value)[0] ?? '');
      codes(variables).forEach((variable, index) => {
        const [, value = ''] = new RegExp(`\\$\\{${variable}:-([^}]*)\\}`).exec(compose) ?? [];
        if (!/^(?:none|all)/.test(usually)) {
          assert.equal(values[index], value, variable);
        }
      });
    }
  });
});
