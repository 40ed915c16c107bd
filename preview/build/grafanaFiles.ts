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
export function grafanaFiles({ ui, ownIcons }: GrafanaFilesOptions): Plugin {
  return {
    name: 'tillwatch:grafana-files',
    apply: 'build',
    async generateBundle() {
      const packaged = join(ui, 'dist/public/img/icons');
      for (const [folder, target] of [
        [join(packaged, 'unicons'), 'unicons'],
        [join(packaged, 'solid'), 'solid'],
        [join(packaged, 'mono'), 'mono'],
        [join(packaged, 'custom'), 'custom'],
        [ownIcons, 'unicons'],
      ] as const) {
        for (const name of (await readdir(folder)).filter((file) => file.endsWith('.svg'))) {
          const source = await readFile(join(folder, name));
          this.emitFile({ type: 'asset', fileName: `public/build/img/icons/${target}/${name}`, source });
        }
      }
      for (const [name, file] of Object.entries(FONTS)) {
        const source = await readFile(require.resolve(file));
        this.emitFile({ type: 'asset', fileName: `public/fonts/${name}`, source });
      }
    },
  };
}
