import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts a program of Node into a folder as if it were installed there; returns its path. */
export function installProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  // CommonJS, since a file without an extension is that. The shebang names Node by path: the PATH may be a fake too.
  writeFileSync(path, `#!${process.execPath}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/**
 * A server that answers 200 to everything on the port after `flag` on its command line, and starts a child, as some
 * servers do. Adds its and the child's process ids to the file `pids`.
 */
export function fakeServer(flag: string, pids: string): string {
  return `
const { appendFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const argument = process.argv.find((each) => each.startsWith(${JSON.stringify(flag)}));
const port = Number(/(\\d+)$/.exec(argument)[1]);
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n' + child.pid + '\\n');
require('node:http').createServer((request, response) => response.end('ok')).listen(port, '127.0.0.1');
console.log('listening');`;
}
