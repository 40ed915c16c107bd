import { type Level, type LogLine } from '../../telemetry/questions/logs';
import { parseLogLine } from '../../telemetry/logLine/parseLogLine';
import { minePatterns } from '../patterns/miner';
import { type CostRow, costRows } from './costRows';
import { minedLines, type PatternCost, patternCosts, sampledGroups } from './patternCosts';
import { KEEP_ONE_OF, suggestions } from './suggestions';

const HOUR = 3600_000;
const SPAN = { from: 0, to: HOUR };
const count = (service: string, level: string, ...values: number[]) => ({
  labels: { service, level },
  times: values.map((_, at) => at * 60_000),
  values,
});

describe('what services cost', () => {
  const rows = costRows(
    [
      count('cart', 'info', 100, 200),
      count('cart', 'error', 50, 0),
      count('payments', 'debug', 400, 250),
      count('', 'odd', 0, 0),
    ],
    [count('cart', '', 7), count('payments', '', 9)],
    SPAN
  );

  it('is what was counted of all levels, those that cost most first', () => {
    expect(rows.map(({ service, bytes, lines, share }) => [service, bytes, lines, share])).toEqual([
      ['payments', 650, 9, 0.65],
      ['cart', 350, 7, 0.35],
      ['', 0, 0, 0],
    ]);
  });

  it('has levels, a trend, and a pace', () => {
    expect(rows[1]).toMatchObject({
      levels: [
        { level: 'info', bytes: 300 },
        { level: 'error', bytes: 50 },
      ],
      trend: [150, 200],
      perDay: 350 * 24,
    });
    expect(rows[2]?.levels).toEqual([{ level: 'unknown', bytes: 0 }]);
  });
});

let moment = 0;
function line(service: string, level: Level, message: string, more = ''): LogLine {
  const body = `level=${level} msg="${message}"${more}`;
  const labels = { container: service };
  moment += 1;
  return {
    id: String(moment),
    time: moment,
    nanoseconds: `${moment}000000`,
    body,
    labels,
    metadata: {},
    reading: parseLogLine(body, labels, {}),
  };
}

const TRACE = ' trace_id=0af7651916cd43dd8448eb211c80319c';
const SAMPLE = [
  ...Array.from({ length: 60 }, (_, at) => line('cart', 'info', `probe answered in ${at} ms`)),
  ...Array.from({ length: 40 }, (_, at) => line('cart', 'info', `added item ${at}`, TRACE)),
  ...Array.from({ length: 30 }, (_, at) => line('cart', 'error', `item ${at} not found`)),
];
const ROWS: CostRow[] = costRows([count('cart', 'info', 9000), count('cart', 'error', 1000)], [], SPAN);

describe('what patterns cost', () => {
  const groups = sampledGroups(SAMPLE);
  const costs = groups.flatMap((group) =>
    patternCosts(group, minePatterns(minedLines(group), { buckets: 1 }), ROWS, SAMPLE)
  );

  it('is their share in what was counted of service and level', () => {
    expect(groups.map(({ service, level, lines }) => [service, level, lines.length])).toEqual([
      ['cart', 'info', 100],
      ['cart', 'error', 30],
    ]);
    const info = costs.filter(({ level }) => level === 'info');
    expect(info.reduce((all, { bytes }) => all + bytes, 0)).toBeCloseTo(9000);
    const own = SAMPLE.filter(({ body }) => body.includes('probe')).reduce((all, { body }) => all + body.length, 0);
    const all = SAMPLE.filter(({ body }) => body.includes('level=info')).reduce(
      (sum, { body }) => sum + body.length,
      0
    );
    expect(info.find(({ template }) => template.includes('probe'))?.bytes).toBeCloseTo((9000 * own) / all);
    expect(costs.find(({ level }) => level === 'error')).toMatchObject({ sampled: 30, share: 0.1 });
  });

  it('knows which are of requests, and how whoever sends them names the service', () => {
    const of = (text: string) => costs.find(({ template }) => template.includes(text));
    expect([of('probe')?.traced, of('added')?.traced]).toEqual([0, 1]);
    expect(of('probe')?.label).toEqual({ name: 'container', value: 'cart' });
  });

  it('knows what a rule leaves alone, and which failures it would take along', () => {
    const written = (level: Level, message: string): LogLine => {
      const made = line('ads', level, message);
      return { ...made, body: message, reading: { ...made.reading, message } };
    };
    const lines = [
      ...Array.from({ length: 30 }, (_, at) => written('info', `GET /ad ${at}`)),
      ...Array.from({ length: 10 }, (_, at) => written('info', `GET /errors ${at}`)),
      // Only the level beside it says that it failed.
      written('error', 'GET /ad 7'),
    ];
    const found = sampledGroups(lines)
      .filter(({ level }) => level === 'info')
      .flatMap((group) => patternCosts(group, minePatterns(minedLines(group), { buckets: 1 }), ROWS, lines));
    expect(found.some(({ failuresTaken }) => failuresTaken === 1)).toBe(true);
    expect(found.some(({ spared }) => spared > 0)).toBe(true);
  });

  it('finds just their lines by their expressions', () => {
    for (const { expression = '^$', template } of costs) {
      const word = /probe|added|not found/.exec(template)?.[0] ?? '';
      const found = SAMPLE.filter(({ body }) => new RegExp(expression).test(body));
      expect(found).toEqual(SAMPLE.filter(({ body }) => body.includes(word)));
    }
  });
});

const cost = (given: Partial<PatternCost>): PatternCost => ({
  service: 'cart',
  level: 'info',
  template: 't',
  example: 'e',
  expression: 'x',
  sampled: 100,
  traced: 0,
  hasException: false,
  spared: 0,
  failuresTaken: 0,
  bytes: 1000,
  share: 0.1,
  ...given,
});

describe('what can be dropped', () => {
  it.each<[string, Partial<PatternCost>, [string, string] | undefined]>([
    ['information that is of no request', {}, ['drop', 'nothing']],
    ['details of requests', { level: 'debug', traced: 1 }, ['drop', 'stories']],
    ['information of requests', { traced: 0.9 }, ['sample', 'stories']],
    ['errors', { level: 'error' }, undefined],
    ['warnings', { level: 'warn' }, undefined],
    ['lines of no known level', { level: 'unknown' }, undefined],
    ['exceptions', { hasException: true }, undefined],
    ['what would take failures along', { failuresTaken: 1 }, undefined],
    ['what saves little', { share: 0.009 }, undefined],
    ['what few lines tell', { sampled: 19 }, undefined],
    ['what nobody finds', { expression: undefined }, undefined],
  ])('%s', (_, given, expected) => {
    expect(suggestions([cost(given)]).map(({ action, loses }) => [action.kind, loses])).toEqual(
      expected ? [expected] : []
    );
  });

  it('saves nothing of what a rule leaves alone', () => {
    expect(suggestions([cost({ spared: 0.25 })])[0]).toMatchObject({ savedBytes: 750 });
  });

  it('saves all, or all but what is kept, first where nothing is lost', () => {
    const [first, second] = suggestions([cost({ traced: 1, bytes: 5000, share: 0.5 }), cost({})]);
    expect([first?.loses, first?.savedBytes, first?.savedShare]).toEqual(['nothing', 1000, 0.1]);
    expect(second?.savedBytes).toBeCloseTo(5000 * (1 - 1 / KEEP_ONE_OF));
  });
});
