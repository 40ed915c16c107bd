import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../start.ts', import.meta.url));
const BUNDLE = fileURLToPath(new URL('../../dist/start.mjs', import.meta.url));

/**
 * Compiles the shop's own code into one file (dependencies stay where they are), so that services run without the
 * TypeScript loader: that saves 60 MB and a second of start for each of them.
 * @returns the path of the file.
 */
export async function bundle(): Promise<string> {
  const { build } = await import('esbuild');
  // Somebody else may be starting from the file that is there.
  const draft = `${BUNDLE}.${process.pid}.mjs`;
  await build({
    entryPoints: [ENTRY],
    outfile: draft,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    keepNames: true,
    logLevel: 'warning',
  });
  await rename(draft, BUNDLE).catch(async (error: unknown) => {
    await rm(draft, { force: true });
    throw error;
  });
  return BUNDLE;
}
