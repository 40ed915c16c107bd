import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether the built plugin is missing, or older than anything it is built from. */
export async function buildIsStale(root: string): Promise<boolean> {
  const built = await modified(join(root, 'dist', 'module.js'));
  if (built === undefined) {
    return true;
  }
  // Folders are among them: theirs changes when a file is removed.
  const sources = (await readdir(join(root, 'src'), { recursive: true })).map((path) => join('src', path));
  const inputs = ['package.json', 'CHANGELOG.md', 'README.md', ...sources];
  const times = await Promise.all(inputs.map((path) => modified(join(root, path))));
  return times.some((time) => time !== undefined && time > built);
}

/** Runs `npm run build`. Rejects when it fails; its own words are on the console by then. */
export async function buildPlugin(root: string): Promise<void> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const child = spawn(npm, ['run', 'build'], { cwd: root, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) {
    throw new Error('The plugin could not be built (npm run build).');
  }
}

async function modified(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}
