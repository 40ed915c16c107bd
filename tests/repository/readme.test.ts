import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { read, readJson, ROOT } from './files';

/** Where the repository is, as addresses in files of it begin. */
const HOME = 'https://github.com/tillwatch/tillwatch-shop-app';
const RAW = 'https://raw.githubusercontent.com/tillwatch/tillwatch-shop-app';

/** The file of this repository that an address leads to; undefined where it leads elsewhere. */
function fileOf(address: string): string | undefined {
  const [, path] = new RegExp(`^(?:${HOME}/(?:blob|tree)|${RAW})/main/([^#?]+)`).exec(address) ?? [];
  return path;
}

const missing = (addresses: readonly string[]) =>
  addresses.map(fileOf).filter((path) => path !== undefined && !existsSync(join(ROOT, path)));

// README and changelog are shown in Grafana's catalog, too, where no file of the repository is beside them.
for (const file of ['README.md', 'CHANGELOG.md', 'types/README.md']) {
  describe(file, () => {
    const links = [...read(file).matchAll(/\](?:\(|: )([^)\s]+)/g)].map(([, address = '']) => address);

    test('has no relative link', () => {
      assert.ok(links.length > 0);
      assert.deepEqual(
        links.filter((address) => !address.startsWith('https://')),
        []
      );
    });

    test('leads to files that there are', () => {
      assert.deepEqual(missing(links), []);
    });
  });
}

test('plugin.json leads to the repository’s home, and to files that there are', () => {
  const { info } = readJson<{ info: { links: Array<{ name: string; url: string }> } }>('src/plugin.json');
  const { repository, bugs } = readJson<{ repository: { url: string }; bugs: string }>('package.json');
  assert.equal(repository.url, `git+${HOME}.git`);
  assert.equal(bugs, `${HOME}/issues`);
  assert.deepEqual(
    info.links.map(({ name }) => name),
    ['Documentation', 'Source code', 'Report an issue', 'License']
  );
  for (const { url } of info.links) {
    assert.ok(url.startsWith(HOME), url);
  }
  assert.deepEqual(missing(info.links.map(({ url }) => url)), []);
});
