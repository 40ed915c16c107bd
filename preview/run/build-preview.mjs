// @ts-check
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build } from 'vite';

export const CONFIG = join(import.meta.dirname, '..', 'vite.config.mts');

/**
 * Builds the preview.
 * @param {string} [out] the folder to write to, from where the user stands; `preview/dist` where left out
 * @param {string} [mode] `grafana-13` takes the libraries of that folder
 * @returns {Promise<string>} the folder
 * @throws {Error} with what is wrong and where, when it cannot be built
 */
export async function buildPreview(out, mode) {
  const folder = out === undefined ? join(import.meta.dirname, '..', 'dist') : resolve(process.env.INIT_CWD ?? '', out);
  const since = performance.now();
  try {
    await build({ configFile: CONFIG, mode, logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  } catch (error) {
    throw new Error(`The preview could not be built.\n${explain(error)}`);
  }
  console.log(`Built in ${Math.round((performance.now() - since) / 1000)} s.`);
  return folder;
}

/**
 * Where a build stopped and why: Rollup and esbuild tell the file and show the lines.
 * @param {unknown} error what Vite threw
 */
export function explain(error) {
  const { message, id, loc, frame } =
    /** @type {{ message?: string, id?: string, loc?: { file?: string, line: number, column: number }, frame?: string }} */ (
      error
    );
  const file = loc?.file ?? id;
  const place = file && (loc ? `${file}:${loc.line}:${loc.column}` : file);
  // Some plugins of Vite write all of it into their message, in colours where they take the output for a terminal.
  const words = stripVTControlCharacters(message ?? String(error));
  const more = [place, frame && stripVTControlCharacters(frame)].filter((part) => part && !words.includes(part.trim()));
  return [words, ...more].join('\n');
}
