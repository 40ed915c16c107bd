import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveFiles } from './host';

/** Builds the preview unless `PREVIEW_DIST` names one that is built, and serves it at the root and under a path. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const given = process.env.PREVIEW_DIST;
  if (given !== undefined && !existsSync(join(given, 'index.html'))) {
    throw new Error(`There is no preview in ${given}`);
  }
  const dist = given ?? build();
  const atRoot = await serveFiles(dist, '/');
  const under = await serveFiles(dist, '/shops/demo/');
  // Workers read it from their environment.
  process.env.PREVIEW_URL = atRoot.url;
  process.env.PREVIEW_URL_UNDER_PATH = under.url;
  return async () => {
    await Promise.all([atRoot.close(), under.close()]);
  };
}

/** In a process of its own, as its user does it. */
function build(): string {
  const preview = join(__dirname, '../..');
  execFileSync(process.execPath, [join(preview, 'run/build.mjs')], { stdio: 'inherit' });
  return join(preview, 'dist');
}
