// @ts-check
/** `npm run preview:build`: writes the preview to `preview/dist`, or to the folder that `--out` names. */
import { runHere } from './main.mjs';

await runHere(async () => {
  const { buildPreview } = await import('./build-preview.mjs');
  return async (argv) => {
    const { parseArgs } = await import('node:util');
    const { values } = parseArgs({ args: argv, options: { out: { type: 'string' } } });
    const folder = await buildPreview(values.out);
    console.log(`The preview is in ${folder}. Put it on any web host, under any path.`);
  };
});
