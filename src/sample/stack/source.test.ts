import { stackVerdict } from '../../analysis/stack/verdict';
import { openSampleStack } from '..';
import { timesOf } from '../schedule';
import { OVER_LIMIT_DURING } from './source';

const DAY = { from: Date.UTC(2026, 2, 10), to: Date.UTC(2026, 2, 11) };
const [incident] = timesOf(OVER_LIMIT_DURING, DAY.from, DAY.to);
const during = (incident?.to ?? NaN) - 60_000;
const before = (incident?.from ?? NaN) - 60_000;

it('is well on an ordinary day: everything arrives, and is of just now', async () => {
  const stack = openSampleStack(before);
  const answer = await stack.stack();
  const verdict = stackVerdict(answer);
  expect(verdict).toMatchObject({ state: 'ok', oldest: expect.any(Number) });
  expect(verdict.signals.every(({ freshness, isStoreKnown }) => freshness === 'fresh' && isStoreKnown)).toBe(true);
  const loki = answer.metrics.value?.servers.find(({ product }) => product === 'loki');
  expect(loki?.arriving.find(({ of }) => of === 'lines')?.perSecond).toBeGreaterThan(1);
  expect((await stack.surroundings()).rules.failing).toEqual([]);
});

it('loses lines while a service logs more than its stream may', async () => {
  const stack = openSampleStack(during);
  const answer = await stack.stack();
  const [worst, ...others] = stackVerdict(answer).signals;
  expect(worst).toMatchObject({ signal: 'logs', state: 'critical', freshness: 'fresh' });
  expect(others.map(({ state }) => state)).toEqual(['ok', 'ok']);
  expect((await stack.surroundings()).rules.failing).toHaveLength(1);
});

it('knows nothing of what comes later', async () => {
  const { metrics, at } = await openSampleStack(Date.now() + 3600_000).stack();
  expect(at).toBeLessThanOrEqual(Date.now());
  expect(metrics.value?.newest).toBeLessThanOrEqual(Date.now());
});
