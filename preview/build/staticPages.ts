import { readFile } from 'node:fs/promises';
import { type Plugin, type Rollup } from 'vite';
import { BASE_URL } from '../../src/correlation/routes';
import { THEME_KEY } from '../src/shell/themeKey';

interface StaticPagesOptions {
  /** The page, and the script that is put into it. */
  template: string;
  boot: string;
  icon: string;
  /** Paths of the plugin's pages. */
  paths: string[];
}

/** What the page is told of the files that it is to load. */
interface BootFiles {
  entry: string;
  preloads: string[];
  styles: string[];
  pluginPath: string;
  icon: string;
  themeKey: string;
}

/**
 * Writes the same page to the root and to the path of every page of the plugin, so that a reload works on a host that
 * only serves files. `404.html`, which most hosts serve where there is no file, is the same page again, for paths that
 * no build can know. A server that watches the files answers with the page for every path.
 */
export function staticPages({ template, boot, icon, paths }: StaticPagesOptions): Plugin {
  const pageOf = async (files: BootFiles) => {
    // A script in a page ends at the first closing tag, wherever that stands.
    const call = `boot(${JSON.stringify(files).replaceAll('<', '\\u003c')});`;
    const script = `${await readFile(boot, 'utf8')}\n${call}`;
    return (await readFile(template, 'utf8')).replace('/*BOOT*/', () => script);
  };
  return {
    name: 'tillwatch:static-pages',
    async generateBundle(_options, bundle) {
      const iconFile = this.emitFile({ type: 'asset', name: 'logo.svg', source: await readFile(icon) });
      const source = await pageOf({
        ...entryFiles(bundle),
        pluginPath: BASE_URL,
        icon: this.getFileName(iconFile),
        themeKey: THEME_KEY,
      });
      for (const path of ['', ...paths.map((path) => `${path.slice(1)}/`)]) {
        this.emitFile({ type: 'asset', fileName: `${path}index.html`, source });
      }
      this.emitFile({ type: 'asset', fileName: '404.html', source });
    },
    // What it returns runs after Vite's own, which answers what is a file.
    configureServer: (server) => () => {
      server.middlewares.use((request, response, next) => {
        const url = request.originalUrl ?? '/';
        if (!request.headers.accept?.includes('text/html')) {
          return next();
        }
        const files = { entry: 'src/main.ts', preloads: [], styles: [], pluginPath: BASE_URL, themeKey: THEME_KEY };
        pageOf({ ...files, icon: `@fs${icon}` })
          .then((page) => server.transformIndexHtml(url, page))
          .then((page) => response.setHeader('Content-Type', 'text/html').end(page), next);
      });
    },
  };
}

/** The file to start with, and the files that it will ask for as soon as it runs. */
function entryFiles(bundle: Rollup.OutputBundle): { entry: string; preloads: string[]; styles: string[] } {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  if (!entry) {
    throw new Error('The build has no entry');
  }
  const first = new Set<string>();
  const follow = (fileName: string) => {
    const chunk = chunks.find((one) => one.fileName === fileName);
    if (chunk && !first.has(fileName)) {
      first.add(fileName);
      chunk.imports.forEach(follow);
    }
  };
  [...entry.imports, ...entry.dynamicImports].forEach(follow);
  const needed = chunks.filter(({ fileName }) => fileName === entry.fileName || first.has(fileName));
  const styles = needed.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
  return { entry: entry.fileName, preloads: [...first], styles: [...new Set(styles)] };
}
