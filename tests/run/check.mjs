/**
 * `npm run check`: types, lint and the tests of what changed since this branch left main, committed or not;
 * `--base COMMIT` counts from another commit. What only a browser can tell is named, and not run.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { baseOf, browserTestsOf, changedSince, lintedOf, nodeTestsBeside } from './changed.mjs';
import { runners } from './runners.mjs';
import { runSteps } from './steps.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const SHOP = 'demo/shop/';
const { values } = parseArgs({ options: { base: { type: 'string' } } });
const base = baseOf(ROOT, values.base);
const files = changedSince(ROOT, base);
console.log(`${files.length} files changed since ${base.slice(0, 10)}.`);

const browserTests = browserTestsOf(files);
if (browserTests.length > 0) {
  console.log(`Not run, as they need a browser:\n  ${browserTests.join('\n  ')}`);
}

await runSteps(ROOT, (reports) => {
  const { npm, jest, nodeTests } = runners({ root: ROOT, reports });
  const linted = lintedOf(files);
  const byNode = nodeTestsBeside(ROOT, files);
  const ofShop = byNode.filter((file) => file.startsWith(SHOP)).map((file) => file.slice(SHOP.length));
  const others = byNode.filter((file) => !file.startsWith(SHOP));
  return [
    [npm('typecheck', 'types', 10), ...(linted.length > 0 ? [lint(linted)] : [])],
    jest('unit tests of what changed', [`--changedSince=${base}`, '--passWithNoTests']),
    ...(ofShop.length > 0 ? [nodeTests('tests of the demo shop', ofShop, join(ROOT, SHOP))] : []),
    ...(others.length > 0 ? [nodeTests('tests that Node runs', others)] : []),
  ];
});

/** Changed files only: the linter takes a minute for all of them, and its rules look at what a file imports. */
function lint(changed) {
  return {
    name: 'lint of what changed',
    command: join(ROOT, 'node_modules/.bin/eslint'),
    args: ['--cache', '--max-warnings', '0', '--no-warn-ignored', ...changed],
    limitMinutes: 10,
  };
}
