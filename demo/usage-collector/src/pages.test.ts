import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readPages, type Page } from './pages.ts';
import { FakeLoki, usageLine } from './testing/lines.ts';

async function pagesOf(loki: FakeLoki, window: { from: bigint; to: bigint }, pageLines: number): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of readPages(loki.ask, window, pageLines)) {
    pages.push(page);
  }
  return pages;
}

describe('readPages', () => {
  it('gives every line once, in pages that leave nothing behind, however many share a time', async () => {
    const times = fc.array(fc.bigInt({ min: 0n, max: 20n }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 12 }), async (all, pageLines) => {
        const loki = new FakeLoki();
        loki.lines.push(...all.map((ns, index) => usageLine(ns, index)));
        const pages = await pagesOf(loki, { from: 2n, to: 18n }, pageLines);
        const expected = loki.lines.filter(({ ns }) => ns >= 2n && ns < 18n);
        const read = pages.flatMap(({ lines }) => lines);
        assert.deepEqual(new Set(read), new Set(expected));
        assert.equal(read.length, expected.length);
        let from = 2n;
        for (const { lines, readTo } of pages) {
          const inside = loki.lines.filter(({ ns }) => ns >= from && ns < readTo);
          assert.equal(lines.length, inside.length, 'what is before the end of a page is in it');
          from = readTo;
        }
        assert.equal(from, 18n);
      })
    );
  });

  it('asks for bounded pieces of an outage of weeks', async () => {
    const loki = new FakeLoki();
    const day = 24n * 3600n * 1_000_000_000n;
    const pages = await pagesOf(loki, { from: 0n, to: 31n * day + 5n }, 100);
    assert.equal(pages.length, 32);
    assert.ok(loki.asked.every(({ from, to, limit }) => to - from <= day && limit === 100));
    assert.equal(pages.at(-1)?.readTo, 31n * day + 5n);
  });

  it('stops, and says why, where a nanosecond has more lines than Loki gives', async () => {
    const loki = new FakeLoki();
    loki.lines.push(...Array.from({ length: 5000 }, (_none, index) => usageLine(7n, index)));
    await assert.rejects(
      pagesOf(loki, { from: 0n, to: 10n }, 100),
      /5000 or more usage lines have the same time \(7 ns\)/
    );
  });
});
