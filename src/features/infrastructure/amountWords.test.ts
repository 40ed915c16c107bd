import { entity } from '../../analysis/infrastructure/testing/entities';
import { failingTexts, isFailingKnown, smallAmount, waitingTexts } from './amountWords';

const host = (numbers: Parameters<typeof entity>[1]) => entity({ name: 'a' }, numbers);

it('says of everything that waits how much, and nothing of what does not', () => {
  expect(
    waitingTexts(
      host({ load: 0.412, cpuPressure: 0.12, steal: 0, memoryStalled: 0.004, diskQueue: 0.02, swapping: 120 })
    )
  ).toEqual(['load 0.41 per CPU', '12% for a CPU', 'swaps 120/s']);
  expect(waitingTexts(host({ lagMessages: { value: 1200, part: 'mail' }, lagSeconds: 90, blocked: 0 }))).toEqual([
    '1 min behind',
    '1,200 messages of mail',
  ]);
});

it('says what failed, and tells nothing from not known', () => {
  expect(
    failingTexts(host({ oomKills: 0.98, restarts: 2.1, notStarting: { value: 1, part: 'CrashLoopBackOff' } }))
  ).toEqual(['1 OOM kill', '2 restarts', 'CrashLoopBackOff']);
  expect(failingTexts(host({ oomKills: 0.02, networkErrors: 0.001 }))).toEqual([]);
  expect([isFailingKnown(host({ oomKills: 0 })), isFailingKnown(host({ cpu: 1 }))]).toEqual([true, false]);
});

it.each([
  [0, '0'],
  [0.0123, '0.012'],
  [1, '1'],
  [2.55, '2.5'],
  [1234.5, '1,235'],
])('%d is %s', (value, text) => {
  expect(smallAmount(value)).toBe(text);
});
