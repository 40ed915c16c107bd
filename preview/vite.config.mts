import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { defineConfig } from 'vite';
import { PATHS, PLUGIN_ID } from '../src/correlation/routes';
import pluginJson from '../src/plugin.json';
import { grafanaFiles } from './build/grafanaFiles';
import { packagesOf } from './build/packagesOf';
import { staticPages } from './build/staticPages';

const here = dirname(fileURLToPath(import.meta.url));
const shim = (file: string) => join(here, 'src/shims', file);
/** Pages that only the navigation leads to have no path that links know. */
const included = pluginJson.includes.map(({ path }) => path.replace('%PLUGIN_ID%', PLUGIN_ID));

/** In the mode `grafana-13` with the libraries of that folder, else with the plugin's own. */
export default defineConfig(({ mode }) => {
  const libraries = mode === 'grafana-13' ? join(here, mode) : here;
  const require = createRequire(join(libraries, 'package.json'));
  const packageFolder = (name: string) => dirname(require.resolve(`${name}/package.json`));
  return {
    root: here,
    // Every file names the others relative to itself, so that the build works under any path.
    base: './',
    publicDir: false,
    esbuild: { jsx: 'automatic' },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        // What Grafana itself calls is not in the entry point that plugins get.
        {
          find: /^@grafana\/runtime\/internal\//,
          replacement: `${join(packageFolder('@grafana/runtime'), 'dist/esm')}/`,
        },
        // Scenes asks for a default that the schema of this Grafana no longer has.
        { find: /^@grafana\/schema\/dist\/esm\/raw\/composable\/table\/.*$/, replacement: shim('tableDefaults.ts') },
        // Grafana's editor of code is several megabytes, and no page shows it.
        { find: /^(?:monaco-editor|@monaco-editor\/react)$/, replacement: shim('noCodeEditor.ts') },
      ],
    },
    plugins: [
      ...(libraries === here ? [] : [packagesOf(libraries)]),
      grafanaFiles({ ui: packageFolder('@grafana/ui'), ownIcons: join(here, 'icons') }),
      staticPages({
        template: join(here, 'page/page.html'),
        boot: join(here, 'page/boot.js'),
        icon: join(here, '../src/img/logo.svg'),
        paths: [...new Set([...Object.values(PATHS), ...included])],
      }),
    ],
    build: {
      target: 'es2022',
      outDir: join(here, 'dist'),
      emptyOutDir: true,
      // One file of Grafana's libraries is large whatever one does, and every page needs it.
      chunkSizeWarningLimit: 6000,
      rollupOptions: {
        input: join(here, 'src/main.ts'),
        onwarn(warning, warn) {
          // What libraries tell other tools about themselves is nothing to act upon here.
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warning.code !== 'INVALID_ANNOTATION') {
            warn(warning);
          }
        },
      },
    },
  };
});
