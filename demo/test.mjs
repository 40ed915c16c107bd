/**
 * Runs the tests of the stack (`node demo/test.mjs [part of a path]`). Node 20's own test runner takes files but no
 * patterns.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2] ?? '';
const files = ['launch', 'servers', 'usage-collector/src', 'stages']
  .flatMap((folder) => readdirSync(join(here, folder), { recursive: true }).map((path) => join(folder, String(path))))
  .filter((path) => path.endsWith('.test.ts') && path.includes(wanted))
  .sort();
if (files.length === 0) {
  console.error(`No test is in a file whose path contains "${wanted}".`);
  process.exit(1);
}
const args = ['--import', 'tsx', '--test', ...files.map((file) => join(here, file))];
spawn(process.execPath, args, { cwd: dirname(here), stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
