import { groupErrors } from '../analysis/errors/errorGroups';
import { stateErrors } from '../analysis/errors/errorStatus';
import { SampleLogs } from './answers/logs/source';
import { sampleErrorMarks } from './errorMarks';
import { CHARGES } from './scenarios/payment-errors/generate';
import { timesOf } from './schedule';
import { SampleShop } from './shop';

const shop = new SampleShop();
const NOW = Date.UTC(2026, 5, 10, 15, 40);
const DAY = 24 * 3_600_000;

/** What became of the errors of a service in a span of time. */
async function errorsOf(service: string, span: { from: number; to: number }) {
  const marks = await sampleErrorMarks(shop, NOW);
  const { lines } = await new SampleLogs(shop, [], () => NOW).lines(
    {
      about: 'logLines',
      where: [
        { field: 'service', op: 'in', values: [service] },
        { field: 'level', op: 'in', values: ['error'] },
      ],
      lines: [],
      limit: 1000,
      order: 'newest',
    },
    span
  );
  return stateErrors({ groups: groupErrors(lines, span, 30), span, covered: span }, { isComplete: true }, marks, NOW);
}

it.each([
  ['the last outage', timesOf('payment-errors', NOW - DAY / 4, NOW)[0]],
  ['one of days ago', timesOf('payment-errors', NOW - 5 * DAY, NOW - 4 * DAY)[0]],
])('charges are back in a version after the fix: %s', async (_, outage) => {
  const [worst] = await errorsOf(CHARGES.service, outage!);
  expect(worst).toMatchObject({ status: 'back', reason: { rule: 'version' }, group: { service: 'payments' } });
  expect(worst?.reason).toEqual({
    rule: 'version',
    version: expect.stringMatching(/^5\.\d+\.\d$/),
    fixedIn: expect.stringMatching(/^5\.\d+\.0$/),
  });
});

it('lost connections are ignored, and nothing else of that service', async () => {
  const stated = await errorsOf('catalog', { from: NOW - 3_600_000, to: NOW });
  const ignored = stated.filter(({ status }) => status === 'ignored').map(({ group }) => group.title);
  expect(ignored).toEqual(['connection terminated unexpectedly']);
  expect(stated.length).toBeGreaterThan(1);
});
