import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { groupErrors } from '../../analysis/errors/errorGroups';
import { markedError } from '../../analysis/errors/errorMark';
import { errorsToSearch, stateErrors } from '../../analysis/errors/errorStatus';
import { type LogSource } from '../../telemetry/questions/logs';
import { installedLoki, LokiEngine } from '../../telemetry/testing/loki';
import { openLoki } from '../loki';
import { type Asked, lokiDataSource } from '../testing/lokiDataSource';
import { pushShop, SERVICE_OF, SHOP_DIALECTS, type ShopLine } from '../testing/shopLines';
import { askErrorLines, askLookBack, ERROR_BUCKETS, lookBackSpan, previousErrors } from './askErrors';

/*
 * What is asked of a real Loki about errors over time: lines of five dialects, errors that were there a day before the
 * time range among more of others than Loki lets through at once.
 */

jest.setTimeout(300_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const SPAN = { from: NOW - HOUR, to: NOW };
const PREVIOUS = { from: NOW - 2 * HOUR, to: NOW - HOUR };
const LONG_AGO = NOW - 20 * HOUR;
const NOISE = 5500;

const lines: ShopLine[] = SHOP_DIALECTS.flatMap((dialect, i) => {
  const at = (time: number, message: string, level: ShopLine['level'] = 'error'): ShopLine => ({
    dialect,
    time: time + i,
    level,
    message,
  });
  return [
    at(SPAN.from + 10, 'order 812 of (hats) lost at 10.0.0.1'),
    at(SPAN.from + 20, `card 'visa' refused: 7 times`, 'fatal'),
    at(SPAN.from + 30, 'stock of 3 ran out [main]'),
    at(PREVIOUS.from + 30, 'stock of 17 ran out [main]'),
    at(LONG_AGO, 'order 7 of (hats) lost at 10.0.0.250'),
    // The same words at another level are no error.
    at(LONG_AGO + 10, `card 'amex' refused: 9 times`, 'info'),
  ];
});
const noise: ShopLine[] = Array.from({ length: NOISE }, (_, i) => ({
  dialect: 'json',
  time: LONG_AGO + 60_000 + i * 100,
  level: 'error',
  message: `noise ${i} is loud`,
}));
/** What a shipper sends line by line. */
const STACK = ['java.lang.IllegalStateException: closed 7', '\tat com.shop.Cart.pay(Cart.java:12)'];

const loki = installedLoki();
const describeEngine = loki === undefined ? describe.skip : describe;
const settings = { uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings;
const EVERYTHING = { where: [], lines: [] };

describeEngine(loki === undefined ? 'A real Loki (none is on the PATH)' : 'On a real Loki', () => {
  const engines: LokiEngine[] = [];
  const asked: Asked = { queries: [], resources: [] };

  async function start(limits?: Record<string, unknown>): Promise<LogSource> {
    const engine = await LokiEngine.start(loki ?? '', limits);
    engines.push(engine);
    // Loki takes no line that is an hour older than the latest of its stream.
    await pushShop(
      engine,
      [...lines, ...noise].sort((a, b) => a.time - b.time)
    );
    const stack = (time: number) => ({
      stream: { service_name: 'stacks', level: 'error' },
      values: STACK.map((text, i): [string, string] => [`${time + i}000000`, text]),
    });
    await engine.push([stack(LONG_AGO)]);
    await engine.push([stack(SPAN.from)]);
    const dataSource = lokiDataSource(engine, asked);
    setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    return openLoki(settings, []);
  }
  const inRange = async (source: LogSource) =>
    groupErrors((await askErrorLines(source, EVERYTHING, SPAN)).lines, SPAN, ERROR_BUCKETS);
  const previousOf = async (source: LogSource) =>
    previousErrors(await askErrorLines(source, EVERYTHING, PREVIOUS), PREVIOUS);

  afterAll(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
  });

  it('finds what was there before, and nothing else, by one query for each way of telling the level', async () => {
    const source = await start();
    const groups = await inRange(source);
    expect(groups).toHaveLength(3 * SHOP_DIALECTS.length + 1);
    const unseen = errorsToSearch({ groups, span: SPAN, covered: SPAN }, await previousOf(source), [], NOW);
    expect(unseen.filter(({ title }) => title.includes('stock'))).toEqual([]);
    expect(unseen).toHaveLength(2 * SHOP_DIALECTS.length + 1);

    asked.queries.length = 0;
    const span = lookBackSpan(SPAN, PREVIOUS.from);
    const found = await askLookBack(source, EVERYTHING, unseen, span);
    expect(asked.queries.length).toBeLessThanOrEqual(3);
    expect(found?.lookBack.searched).toEqual(new Set(unseen.map(({ fingerprint }) => fingerprint)));
    expect(found?.lookBack.from).toBe(span.from);
    const seen = unseen.filter(({ fingerprint }) => found?.lookBack.lastSeen.has(fingerprint));
    expect(seen.map(({ service }) => service).sort()).toEqual(
      ['stacks', ...SHOP_DIALECTS.map((dialect) => SERVICE_OF[dialect])].sort()
    );
    expect(seen.filter(({ service }) => service !== 'stacks').every(({ title }) => title.startsWith('order'))).toBe(
      true
    );
    // The noise did not come along.
    expect(found?.answer.lines).toHaveLength(seen.length);
  });

  it('knows the versions that OpenTelemetry names', async () => {
    const source = await openLoki(settings, []);
    const [engine] = engines;
    const send = (version: string, time: number) =>
      engine?.pushRecords({ 'service.name': 'versioned', 'service.version': version }, 'shop', [
        { nanoseconds: `${time}000000`, body: 'order 7 lost', severity: { number: 17, text: 'ERROR' } },
      ]);
    await send('2.47.2', SPAN.from + MINUTE);
    await send('2.48.0', SPAN.from + 2 * MINUTE);
    const groups = (await inRange(source)).filter(({ service }) => service === 'versioned');
    const mark = {
      as: 'fixed' as const,
      ...markedError(groups[0]!),
      at: new Date(NOW).toISOString(),
      version: '2.47.3',
    };
    const stated = stateErrors({ groups, span: SPAN, covered: SPAN }, { isComplete: false }, [mark], NOW);
    expect(stated.map(({ status, reason }) => [status, reason])).toEqual([
      ['back', { rule: 'version', version: '2.48.0', fixedIn: '2.47.3' }],
    ]);
  });

  it('says how far back it went where there are too many', async () => {
    const source = await openLoki(settings, []);
    const span = { from: NOW - 22 * HOUR, to: NOW - 3 * HOUR };
    const { lines: some } = await source.lines(
      {
        about: 'logLines',
        where: [],
        lines: [{ text: 'noise', kind: 'text', caseSensitive: true, op: 'include' }],
        limit: 1,
        order: 'newest',
      },
      span
    );
    const found = await askLookBack(source, EVERYTHING, groupErrors(some, span, 1), span);
    expect(found?.answer.isCut).toBe(true);
    expect(found?.lookBack.from).toBe(noise.at(-2000)?.time);
  });

  it('fails, and says why, where Loki looks back no further', async () => {
    const source = await start({ max_query_length: '12h' });
    const groups = await inRange(source);
    await expect(askLookBack(source, EVERYTHING, groups, lookBackSpan(SPAN, PREVIOUS.from))).rejects.toThrow(/Loki/);
  });
});
