import assert from 'node:assert/strict';
import { globSync } from 'glob';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { read, readJson, ROOT } from './files';

const WORKFLOWS = globSync('.github/workflows/*.yml', { cwd: ROOT }).sort();

interface Use {
  file: string;
  action: string;
  version: string;
  comment: string;
}

/** Every action that a workflow uses, with what stands behind its name. */
function uses(file: string): Use[] {
  const lines = read(file).matchAll(/^\s*(?:- )?uses: ([^@\s]+)@(\S+)(?: # (\S+))?$/gm);
  return [...lines].map(([, action = '', version = '', comment = '']) => ({ file, action, version, comment }));
}

const ALL = WORKFLOWS.flatMap(uses);

describe('actions', () => {
  for (const file of WORKFLOWS) {
    test(`of ${file} are all read`, () => {
      const named = read(file).match(/\buses:/g)?.length ?? 0;
      assert.equal(uses(file).length, named);
    });
  }

  // A tag can be moved to other code; a commit cannot. Dependabot keeps both the commit and the comment.
  test('are pinned by commit, with the version beside it', () => {
    assert.ok(ALL.length > 0);
    const loose = ALL.filter(
      ({ version, comment }) => !/^[0-9a-f]{40}$/.test(version) || !/v\d+\.\d+\.\d+$/.test(comment)
    );
    assert.deepEqual(loose, []);
  });

  test('are of one version everywhere', () => {
    const versions = new Map<string, Set<string>>();
    for (const { action, version, comment } of ALL) {
      // The parts of one repository are released together, but for Grafana's, where each has a version of its own.
      const name = action.startsWith('grafana/plugin-actions/') ? action : action.split('/').slice(0, 2).join('/');
      versions.set(name, (versions.get(name) ?? new Set()).add(`${version} ${comment}`));
    }
    const mixed = [...versions].filter(([, found]) => found.size > 1).map(([name]) => name);
    assert.deepEqual(mixed, []);
  });

  test('are kept by Dependabot', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: Array<Record<string, string>> };
    const kept = updates.map((update) => `${update['package-ecosystem']} ${update.directory}`);
    assert.deepEqual(kept.sort(), ['github-actions /', 'npm /', 'npm /preview/grafana-13']);
  });
});

test('all checks run on every version of Node that is supported', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as {
    jobs: { test: { strategy: { matrix: { node: string[] } } } };
  };
  const { node } = jobs.test.strategy.matrix;
  assert.deepEqual(node, ['20', '22', '24']);
  assert.equal(readJson<{ engines: { node: string } }>('package.json').engines.node, `>=${node[0]}`);
});
