import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, readJson } from './files';

interface Section {
  title: string;
  body: string;
}

const SECTIONS: Section[] = read('CHANGELOG.md')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [title = '', ...lines] = section.split('\n');
    return { title, body: lines.join('\n').trim() };
  });
const RELEASES = SECTIONS.filter(({ title }) => title !== 'Unreleased');
const version = readJson<{ version: string }>('package.json').version;

test('a release has a version and the day it came out on', () => {
  assert.ok(RELEASES.length > 0);
  for (const { title, body } of RELEASES) {
    const [, day = ''] = /^\d+\.\d+\.\d+ - (\d{4}-\d{2}-\d{2})$/.exec(title) ?? [];
    assert.ok(!Number.isNaN(Date.parse(day)), `“${title}” is no version with its day`);
    assert.match(body, /^- /m, `${title} says nothing`);
  }
});

test('the newest comes first, and what is not released yet before it', () => {
  const days = RELEASES.map(({ title }) => title.split(' - ')[1]);
  assert.deepEqual(days, [...days].sort().reverse());
  assert.ok(SECTIONS.findIndex(({ title }) => title === 'Unreleased') <= 0);
});

test('the newest release is the version of the package', () => {
  assert.equal(RELEASES[0]?.title.split(' - ')[0], version);
});

// `npm version` changes the first two by itself; docs/releasing.md names the others.
test('all that is published has the version of the package', () => {
  const lock = readJson<{ version: string; packages: Record<string, { version: string }> }>('package-lock.json');
  assert.equal(lock.version, version);
  assert.equal(lock.packages['']?.version, version);
  assert.equal(readJson<{ version: string }>('types/package.json').version, version);
});
