import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { afterwards, temporaryFolder } from './testing.ts';

/** A test that ends when it is told to. */
function endingTest() {
  const hooks: Array<() => unknown> = [];
  return {
    after: (hook?: unknown) => void hooks.push(hook as () => unknown),
    end: async () => {
      for (const hook of hooks) {
        await hook();
      }
    },
  };
}

describe('afterwards', () => {
  it('does what was asked for last first, so that a folder goes after what uses it', async () => {
    const test = endingTest();
    const folder = await temporaryFolder(test);
    const seen: Array<[what: string, isThere: boolean]> = [];
    afterwards(test, () => seen.push(['server', existsSync(folder)]));
    afterwards(test, () => seen.push(['client', existsSync(folder)]));
    await test.end();
    assert.deepEqual(seen, [
      ['client', true],
      ['server', true],
    ]);
    assert.ok(!existsSync(folder));
  });

  it('does the rest after what fails, and then fails', async () => {
    const test = endingTest();
    const folder = await temporaryFolder(test);
    afterwards(test, () => Promise.reject(new Error('it does not stop')));
    await assert.rejects(test.end(), /it does not stop/);
    assert.ok(!existsSync(folder));
  });
});
