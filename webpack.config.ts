import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';
import { type ChunkGroup, type Compiler, type Configuration } from 'webpack';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { copyFilePatterns } from './.config/bundler/copyFiles.ts';

/** Data of tests, which the scaffold's pattern for every JSON file would put into the plugin. */
const DATA_OF_TESTS = ['**/recorded/**', '**/testing/**', '**/*.expected.json'];

/**
 * Only the plugin's entries are the AMD modules that Grafana loads. As the output's own setting, `library` would wrap
 * workers in `define(…)` too, which workers do not have.
 */
function libraryOfEntries({ entry, output }: Configuration): Pick<Configuration, 'entry' | 'externalsType' | 'output'> {
  const { library, ...others } = output ?? {};
  if (library === undefined || typeof entry !== 'object' || Array.isArray(entry)) {
    throw new Error('The scaffold’s entries are not what they were: adapt webpack.config.ts');
  }
  const entries = Object.entries(entry).map(([name, file]) => {
    if (typeof file !== 'string') {
      throw new Error(`The scaffold’s entry ${name} is not a file any more: adapt webpack.config.ts`);
    }
    return [name, { import: file, library }];
  });
  // Externals are by default of the kind that the output is.
  return { entry: Object.fromEntries(entries), externalsType: 'amd', output: others };
}

/** What starts a worker besides the browser's own `Worker`: name, and the module as it is imported. */
const WORKERS = ['WorkerScript from ../worker/workerScript', '...'];
/** Workers that are one file each: what is imported from another origin does not know where its other parts are. */
const WHOLE_CHUNKS = new Set<string | null | undefined>(['miner', 'causes']);

/**
 * As the scaffold has it, and looked through once more: what falls away in the first pass leaves more behind that can
 * (1 % of all).
 */
const MINIMIZER = new TerserPlugin({
  terserOptions: {
    format: {
      comments: (_: unknown, { type, value }: { type: string; value: string }) =>
        type === 'comment2' && value.trim().startsWith('[create-plugin]'),
    },
    compress: { drop_console: ['log', 'info'], passes: 2 },
  },
});

/** Where the chunk graph of the last build is; not in the plugin, which is shipped as it is. */
const CHUNK_GRAPH = resolve(process.cwd(), 'node_modules/.cache/tillwatch/chunk-graph.json');

/**
 * Writes which files each import loads, and which imports can follow it: tests/bundle weighs the routes by it. webpack
 * calls the files of one import a chunk group; the groups below it are those of the imports in them, and their workers.
 */
class ChunkGraphPlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.afterEmit.tapPromise('ChunkGraphPlugin', async ({ chunkGroups }) => {
      const groups = chunkGroups.map((group: ChunkGroup, id) => ({
        id,
        name: group.name ?? undefined,
        // Without the hash for the browser's cache.
        files: group.getFiles().map((file) => file.replace(/\?.*$/, '')),
        requests: group.origins.map(({ module, request }) => ({ from: module?.nameForCondition() ?? '', request })),
        below: [...group.childrenIterable, ...group.asyncEntrypointsIterable].map((child) =>
          chunkGroups.indexOf(child)
        ),
      }));
      await mkdir(dirname(CHUNK_GRAPH), { recursive: true });
      await writeFile(CHUNK_GRAPH, JSON.stringify(groups, null, 2));
    });
  }
}

/**
 * The language that is written: all browsers that Grafana supports run it. For the scaffold's ES2015, spreading an
 * object costs each module two helpers, and a class of signs such as `\p{L}` becomes a list of them: a seventh of all
 * that pages load.
 */
const TARGET = 'es2022';

/** The scaffold's rules, with its compiler set to {@link TARGET}. */
function rulesForTarget({ module }: Configuration): NonNullable<Configuration['module']>['rules'] {
  const isCompiler = (use: unknown): use is { loader: string; options: { jsc: object } } =>
    typeof use === 'object' && use !== null && 'loader' in use && use.loader === 'swc-loader';
  const rules = module?.rules ?? [];
  if (!rules.some((rule) => typeof rule === 'object' && isCompiler(rule?.use))) {
    throw new Error('The scaffold compiles by another loader: adapt webpack.config.ts');
  }
  return rules.map((rule) => {
    if (typeof rule !== 'object' || !isCompiler(rule?.use)) {
      return rule;
    }
    const { options } = rule.use;
    return { ...rule, use: { ...rule.use, options: { ...options, jsc: { ...options.jsc, target: TARGET } } } };
  });
}

/** The scaffold's configuration, with nothing copied into the plugin that only tests read. */
const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  const isCopy = (plugin: unknown) => plugin instanceof CopyWebpackPlugin;
  if (!base.plugins?.some(isCopy)) {
    throw new Error('The scaffold’s configuration copies no files any more: adapt webpack.config.ts');
  }
  const patterns = copyFilePatterns.map((pattern) => ({
    noErrorOnMissing: pattern.from.includes('*'),
    ...pattern,
    globOptions: { ignore: DATA_OF_TESTS },
  }));
  return {
    ...base,
    ...libraryOfEntries(base),
    resolve: {
      ...base.resolve,
      alias: { ...base.resolve?.alias, '@grafana/e2e-selectors$': resolve(process.cwd(), 'webpack.selectors.ts') },
    },
    module: {
      ...base.module,
      rules: rulesForTarget(base),
      parser: { ...base.module?.parser, javascript: { worker: WORKERS } },
    },
    optimization: {
      ...base.optimization,
      minimizer: [MINIMIZER],
      // Ids that stay from build to build take a digit more each from 500 modules on, which no cache makes up for:
      // files are asked for by the hash of what they hold.
      moduleIds: 'size',
      splitChunks: { chunks: (chunk) => !chunk.canBeInitial() && !WHOLE_CHUNKS.has(chunk.name) },
    },
    plugins: [
      ...base.plugins.map((plugin) => (isCopy(plugin) ? new CopyWebpackPlugin({ patterns }) : plugin)),
      new ChunkGraphPlugin(),
    ],
  };
};

export default config;
