/**
 * `npm test`: every check of the project in one go, from the quickest to the slowest. With `--all` it runs those tests
 * too that are otherwise left to `npm run e2e` and `npm run e2e:live`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stages } from './stages.mjs';
import { runSteps } from './steps.mjs';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });

await runSteps(root, (reports) => stages({ root, reports, isAll: values.all }));
