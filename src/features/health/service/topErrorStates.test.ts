import { groupErrors } from '../../../analysis/errors/errorGroups';
import { type ErrorMark } from '../../../analysis/errors/errorMark';
import { ERROR_BUCKETS } from '../../../datasources/errors/askErrors';
import { TtlCache } from '../../../datasources/ttlCache';
import { type LogLine, type LogSource } from '../../../telemetry/questions/logs';
import { plainLine } from '../../../telemetry/testing/plain';
import { askTopErrorStates, type KeptLookBacks } from './topErrorStates';

const HOUR = 3_600_000;
const SPAN = { from: 100 * HOUR, to: 101 * HOUR };

const error = (body: string, time: number): LogLine =>
  plainLine({ body, time, reading: { level: 'error', service: 'cart' } });
const now = [error('order lost', 100.5 * HOUR), error('card declined', 100.4 * HOUR)];
const groups = groupErrors(now, SPAN, ERROR_BUCKETS);
const fingerprintOf = (title: string) => groups.find((group) => group.title === title)?.fingerprint ?? '';
const fixed: ErrorMark = {
  ...{ as: 'fixed', error: fingerprintOf('order lost'), service: 'cart', title: 'order lost' },
  at: new Date(100 * HOUR).toISOString(),
};

/** Answers for the previous period, then for what lies further back. */
function source(...answers: Array<LogLine[] | Error>) {
  const lines = jest.fn<ReturnType<LogSource['lines']>, Parameters<LogSource['lines']>>();
  answers.forEach((answer) =>
    answer instanceof Error
      ? lines.mockRejectedValueOnce(answer)
      : lines.mockResolvedValueOnce({ lines: answer, isCut: false, sent: [] })
  );
  return { lines };
}

async function statesOf(
  asked: ReturnType<typeof source>,
  marks: ErrorMark[] = [],
  kept: KeptLookBacks = new TtlCache()
) {
  const states = await askTopErrorStates(
    asked,
    {
      ...{ service: 'cart', inRange: { groups, span: SPAN, covered: SPAN }, marks, now: SPAN.to },
      shown: groups.map(({ fingerprint }) => fingerprint),
    },
    kept
  );
  return ['order lost', 'card declined'].map((title) => states.get(fingerprintOf(title))?.status);
}

it.each<[string, ReturnType<typeof source>, ErrorMark[], Array<string | undefined>, number]>([
  ['new where nothing had it', source([], []), [], ['new', 'new'], 2],
  ['ongoing where it was further back', source([], [error('order lost', 90 * HOUR)]), [], ['ongoing', 'new'], 2],
  [
    'known by the previous period alone where that has them all',
    source([error('order lost', 99.5 * HOUR), error('card declined', 99.4 * HOUR)]),
    [],
    ['ongoing', 'ongoing'],
    1,
  ],
  ['back where it was said to be fixed', source([], []), [fixed], ['back', 'new'], 2],
  ['what was said of it where logs fail', source(new Error('down')), [fixed], ['back', undefined], 1],
  ['new since the previous period where no more is known', source([], new Error('slow')), [], ['new', 'new'], 2],
])('an error is %s', async (_, asked, marks, statuses, requests) => {
  expect(await statesOf(asked, marks)).toEqual(statuses);
  expect(asked.lines).toHaveBeenCalledTimes(requests);
});

it('tells without any request what somebody said of errors', async () => {
  const inRange = { groups, span: SPAN, covered: SPAN };
  const asked = { service: 'cart', inRange, shown: [], marks: [fixed], now: SPAN.to };
  const states = await askTopErrorStates(undefined, asked, new TtlCache());
  expect([...states.values()].map(({ status }) => status)).toEqual(['back', undefined]);
});

it('asks of the service alone, and searches further back once while the page refreshes', async () => {
  const kept: KeptLookBacks = new TtlCache();
  const asked = source([], [], []);
  await statesOf(asked, [], kept);
  expect(await statesOf(asked, [], kept)).toEqual(['new', 'new']);
  const spans = asked.lines.mock.calls.map(([, { from, to }]) => [from / HOUR, to / HOUR]);
  expect(spans).toEqual([
    [99, 100],
    [75, 99],
    [99, 100],
  ]);
  for (const [{ where }] of asked.lines.mock.calls) {
    expect(where[0]).toEqual({ field: 'service', op: 'in', values: ['cart'] });
  }
});

it('is cancelled with the page', async () => {
  const controller = new AbortController();
  const lines = jest.fn(async () => {
    controller.abort(new Error('gone'));
    throw new Error('cancelled');
  });
  const asked = { service: 'cart', inRange: { groups, span: SPAN, covered: SPAN }, shown: [], marks: [], now: SPAN.to };
  await expect(askTopErrorStates({ lines }, asked, new TtlCache(), controller.signal)).rejects.toThrow('gone');
});
