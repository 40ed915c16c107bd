import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { ARROWS, PURE } from '../../eslint.arrows.mjs';

// The linter's own configuration is fed files that nobody wrote, to see that it refuses what the architecture forbids.

const ROOT = join(import.meta.dirname, '..', '..');
const eslint = new ESLint({
  cwd: ROOT,
  // Rules that ask the types need files that are part of the program, which nobody's file is not.
  overrideConfig: {
    languageOptions: { parserOptions: { project: false, projectService: false } },
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
});

/** Which rules a file with this text would break. */
async function rulesBroken(file, text) {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId);
}

/** A file of each folder that exists, for others to import. */
const TARGETS = {
  app: 'src/app/App',
  extensions: 'src/extensions/links',
  features: 'src/features/logs/page',
  ui: 'src/ui/format',
  datasources: 'src/datasources/find',
  sample: 'src/sample/shop',
  correlation: 'src/correlation/routes',
  analysis: 'src/analysis/trend',
  telemetry: 'src/telemetry/traceId',
  i18n: 'src/i18n/t',
  preview: 'preview/src/bootData',
  demo: 'demo/servers/site',
  tests: 'tests/figures/reckon',
  bench: 'bench/support/figures',
};

const folderOf = (type) => (type === 'features' ? 'src/features/health' : type === 'entry' ? 'src' : `src/${type}`);

/** How a file of a folder imports another. */
function importFrom(folder, target) {
  const up = folder.split('/').map(() => '..');
  return `${up.join('/')}/${target}`;
}

for (const [from, allowed] of Object.entries(ARROWS)) {
  test(`src/${from} imports ${allowed.join(', ') || 'nothing of ours'}, and no other folder`, async () => {
    for (const [to, target] of Object.entries(TARGETS)) {
      if (to === from && from !== 'features') {
        continue;
      }
      const text = `import * as other from '${importFrom(folderOf(from), target)}';\nexport const one = other;\n`;
      const broken = await rulesBroken(`${folderOf(from)}/nobodys.ts`, text);
      const isRefused = broken.includes('boundaries/dependencies');
      assert.equal(isRefused, !allowed.includes(to) || (from === 'features' && to === 'features'), `${from} -> ${to}`);
    }
  });
}

test('imports at run time and exports of others are arrows, too', async () => {
  for (const text of [
    `export const load = () => import('../../sample/shop');\n`,
    `export * from '../../sample/shop';\n`,
    `import { type SampleShop } from '../../sample/shop';\nexport type Shop = SampleShop;\n`,
  ]) {
    assert.ok((await rulesBroken('src/features/health/nobodys.ts', text)).includes('boundaries/dependencies'), text);
  }
});

test('a feature is one folder, whatever is in it', async () => {
  const text = `import { healthPage } from '../page';\nexport const page = healthPage;\n`;
  assert.deepEqual(await rulesBroken('src/features/health/service/nobodys.ts', text), []);
});

for (const folder of PURE) {
  test(`src/${folder} knows neither React nor Grafana's runtime`, async () => {
    for (const name of ['react', 'react-dom/client', '@grafana/runtime', '@grafana/ui', '@grafana/scenes']) {
      const text = `import * as other from '${name}';\nexport const one = other;\n`;
      assert.ok((await rulesBroken(`src/${folder}/nobodys.ts`, text)).includes('no-restricted-imports'), name);
    }
  });
}

test('tests may import what they need', async () => {
  const text = `import * as other from '../sample/shop';\nexport const one = other;\n`;
  assert.deepEqual(await rulesBroken('src/telemetry/nobodys.test.ts', text), []);
});

test('a file of more than 300 lines is refused, a table of a test is not', async () => {
  const text = Array.from({ length: 301 }, (_, i) => `export const n${i} = ${i};\n`).join('');
  assert.deepEqual(await rulesBroken('src/ui/nobodys.ts', text), ['max-lines']);
  assert.deepEqual(await rulesBroken('src/ui/nobodys.test.ts', text), []);
});

test('files that import each other in a circle are refused', async () => {
  const { rules } = await eslint.calculateConfigForFile(join(ROOT, 'src/ui/format.ts'));
  assert.equal(rules['import/no-cycle'][0], 2);
});
