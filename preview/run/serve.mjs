// @ts-check
/**
 * `npm run preview`: builds the preview and serves it on this machine. `--no-build` serves what is there, `--watch`
 * serves it as it is written and reloads pages when a file is saved.
 */
import { runHere } from './main.mjs';

await runHere(async () => {
  const { servePreview } = await import('./serve-preview.mjs');
  return servePreview;
});
