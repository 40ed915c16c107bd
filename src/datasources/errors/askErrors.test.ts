import { groupErrors } from '../../analysis/errors/errorGroups';
import { type LogLinesQuestion, type LogSelection } from '../../telemetry/questions/logs';
import { type GivenLine, plainLine } from '../../telemetry/testing/plain';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { askLookBack, coveredBy, lookBackSpan } from './askErrors';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPAN = { from: 0, to: HOUR };

it.each<[hours: number, days: number]>([
  [0.25, 1],
  [1, 1],
  [2, 2],
  [6, 6],
  [24, 7],
])('of a time range of %d hours looks back %d days', (hours, days) => {
  const to = 100 * DAY;
  expect(lookBackSpan({ from: to, to: to + hours * HOUR }, to)).toEqual({ from: to - days * DAY, to });
});

it.each<[lines: number[], isCut: boolean, covered: TimeSpan]>([
  [[3, 2, 1], false, SPAN],
  [[3, 2, 1], true, { from: 1, to: HOUR }],
  [[], true, { from: HOUR, to: HOUR }],
])('of lines at %j, cut: %s, knows %j', (times, isCut, covered) => {
  expect(coveredBy({ lines: times.map((time) => plainLine({ time })), isCut }, SPAN)).toEqual(covered);
});

describe('the search for errors', () => {
  const errorsOf = (...lines: GivenLine[]) =>
    groupErrors(
      lines.map(({ reading, ...line }) => plainLine({ ...line, reading: { level: 'error', ...reading } })),
      SPAN,
      1
    );
  const ask = async (errors: ReturnType<typeof errorsOf>, selection: LogSelection = { where: [], lines: [] }) => {
    const asked: LogLinesQuestion[] = [];
    const source = {
      lines: async (question: LogLinesQuestion) => {
        asked.push(question);
        return { lines: [], isCut: false, sent: [] };
      },
    };
    const found = await askLookBack(source, selection, errors, SPAN);
    return { asked, found };
  };
  const lost: GivenLine = { body: 'order 7 lost', labels: { app: 'cart' }, reading: { service: 'cart' } };
  const LEVEL = { field: 'level', op: 'in', values: ['error', 'fatal'] };

  it('is in the streams of their services', async () => {
    const { asked } = await ask(
      errorsOf(lost, { body: 'mail not sent', labels: { app: 'mail' }, reading: { service: 'mail' } })
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      where: [{ field: 'service', op: 'in', values: expect.arrayContaining(['cart', 'mail']) }, LEVEL],
      lines: [{ kind: 'regexp', text: String.raw`(?:order.*lost)|(?:mail\s+not\s+sent)` }],
    });
  });

  it.each<[string, GivenLine, LogSelection['where']]>([
    ['where a line alone names its service', { body: 'mail not sent', reading: { service: 'mail' } }, []],
    ['where the selection does', lost, [{ field: 'service', op: 'in', values: ['cart'] }]],
  ])('is in those of the selection %s', async (_, line, where) => {
    const { asked } = await ask(errorsOf(lost, line), { where, lines: [] });
    expect(asked[0]?.where).toEqual([...where, LEVEL]);
  });

  it('leaves out errors without words of their own, and asks nothing where there are no others', async () => {
    const nameless = { body: '17 812', labels: { app: 'cart' }, reading: { service: 'cart' } };
    const { found } = await ask(errorsOf(lost, nameless));
    expect(found?.lookBack.searched.size).toBe(1);
    expect(await ask(errorsOf(nameless))).toEqual({ asked: [], found: undefined });
  });
});
