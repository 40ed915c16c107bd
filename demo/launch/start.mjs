/** `npm start`. Plain JavaScript, so that an old Node gets a sentence instead of a syntax error. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`Tillwatch needs Node 20.11 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const root = fileURLToPath(new URL('../..', import.meta.url));
if (!existsSync(`${root}/node_modules/tsx`)) {
  console.error('The dependencies are not installed: run `npm install` first.');
  process.exit(1);
}

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
process.exitCode = await main({ argv: process.argv.slice(2), env: process.env, root });
