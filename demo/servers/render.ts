/**
 * Renews the compose renderings, which are committed because `docker compose up` mounts them:
 * `npx tsx demo/servers/render.ts`. With a folder behind it writes there what depends on the environment, receivers of
 * notifications among it, for `ALERTMANAGER_CONFIG`.
 */
import { resolve } from 'node:path';
import { composeRenderings, renderAlertmanager, writeRenderings } from './renderings.ts';
import { composeSite } from './site.ts';

/** @param folder where what depends on the environment is written; left out for the renderings that are committed */
async function main(folder: string | undefined): Promise<void> {
  await (folder
    ? writeRenderings(resolve(folder), Object.values(renderAlertmanager(composeSite(), process.env)))
    : writeRenderings(import.meta.dirname, composeRenderings()));
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
