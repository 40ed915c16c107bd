import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** Fonts by the names under which Grafana's global styles ask for them. */
const FONTS = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

interface GrafanaFilesOptions {
  /** Folder of `@grafana/ui`. */
  ui: string;
  /** Folder of icons that the package lacks, as lines. */
  ownIcons: string;
}

/** Icons and fonts that a Grafana server has in its public folder, from packages. */
export function grafanaFiles(options: GrafanaFilesOptions): Plugin {
  return {
    name: 'tillwatch:grafana-files',
    async generateBundle() {
      for (const [fileName, file] of await filesOf(options)) {
        this.emitFile({ type: 'asset', fileName, source: await readFile(file) });
      }
    },
    async configureServer({ middlewares }) {
      const files = await filesOf(options);
      middlewares.use((request, response, next) => {
        const file = files.get((request.url ?? '').split('?')[0]!.slice(1));
        if (file === undefined) {
          return next();
        }
        response.setHeader('Content-Type', file.endsWith('.svg') ? 'image/svg+xml' : 'font/woff2');
        createReadStream(file).on('error', next).pipe(response);
      });
    },
  };
}

/** Files by the paths at which Grafana's libraries ask for them. */
async function filesOf({ ui, ownIcons }: GrafanaFilesOptions): Promise<Map<string, string>> {
  const packaged = join(ui, 'dist/public/img/icons');
  const files = new Map(Object.entries(FONTS).map(([name, file]) => [`public/fonts/${name}`, require.resolve(file)]));
  for (const [folder, target] of [
    [join(packaged, 'unicons'), 'unicons'],
    [join(packaged, 'solid'), 'solid'],
    [join(packaged, 'mono'), 'mono'],
    [join(packaged, 'custom'), 'custom'],
    [ownIcons, 'unicons'],
  ] as const) {
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.svg'))) {
      files.set(`public/build/img/icons/${target}/${name}`, join(folder, name));
    }
  }
  return files;
}
