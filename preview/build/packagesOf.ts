import { readFileSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { type Plugin } from 'vite';

/**
 * Takes the packages that a folder depends on from its own `node_modules`, whoever imports them: the plugin's files
 * stand elsewhere, and would find those of the repository's root. Fails the build where one of them comes from
 * elsewhere all the same, since two copies of React in one page break each other.
 */
export function packagesOf(folder: string): Plugin {
  // Vite looks for packages from where a file is, which has to exist.
  const manifest = join(folder, 'package.json');
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies: Record<string, string> };
  const names = Object.keys(dependencies);
  const own = join(folder, 'node_modules') + sep;
  return {
    name: 'tillwatch:packages-of',
    enforce: 'pre',
    resolveId(source, importer, options) {
      const isTheirs = names.some((name) => source === name || source.startsWith(`${name}/`));
      return isTheirs && importer !== undefined && !importer.startsWith(own)
        ? this.resolve(source, manifest, { ...options, skipSelf: true })
        : null;
    },
    buildEnd() {
      const strays = [...this.getModuleIds()].filter(
        (id) =>
          isAbsolute(id) &&
          !id.startsWith(own) &&
          names.some((name) => id.includes(join(sep, 'node_modules', name, sep)))
      );
      if (strays.length > 0) {
        this.error(`Not from ${own}:\n${strays.slice(0, 10).join('\n')}`);
      }
    },
  };
}
