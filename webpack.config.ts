import CopyWebpackPlugin from 'copy-webpack-plugin';
import { type Configuration } from 'webpack';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';
import { copyFilePatterns } from './.config/bundler/copyFiles.ts';

/** Data of tests, which the scaffold's pattern for every JSON file would put into the plugin. */
const DATA_OF_TESTS = ['**/recorded/**', '**/testing/**', '**/*.expected.json'];

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
    plugins: base.plugins.map((plugin) => (isCopy(plugin) ? new CopyWebpackPlugin({ patterns }) : plugin)),
  };
};

export default config;
