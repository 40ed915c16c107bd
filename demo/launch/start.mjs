/** `npm start`. Plain JavaScript, so that an old Node gets a sentence instead of a syntax error. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`Tillwatch needs Node 20.11 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const root = fileURLToPath(new URL('../..', import.meta.url));
// The first thing that runs, and one that came later: after a pull it may be missing.
if (!['tsx', 'node-pg-migrate'].every((name) => existsSync(`${root}/node_modules/${name}`))) {
  console.error('The dependencies are not installed, or not all of them: run `npm install` first.');
  process.exit(1);
}

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main({ argv: process.argv.slice(2), env: process.env, root });
