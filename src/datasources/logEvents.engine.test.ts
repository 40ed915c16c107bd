import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { logEvents } from '../analysis/logEvents/events';
import { type LogSource } from '../telemetry/questions/logs';
import { installedLoki, LokiEngine } from '../telemetry/testing/loki';
import { openLoki } from './loki';
import { lokiDataSource } from './testing/lokiDataSource';

/*
 * Lines of one event come back from a real Loki in an order by which they can be joined, also where a shipper gave all
 * of them one moment.
 */

jest.setTimeout(300_000);

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const SPAN = { from: NOW - 10 * MINUTE, to: NOW };

const JAVA = [
  '2026-01-15 10:30:15,123 ERROR [main] com.shop.Cart - checkout failed',
  'java.lang.IllegalStateException: no stock',
  '\tat com.shop.Cart.pay(Cart.java:12)',
  'Caused by: java.io.IOException: closed',
  '\tat com.shop.Db.read(Db.java:7)',
  '\t... 2 more',
];
const PYTHON = ['Traceback (most recent call last):', '  File "/app/a.py", line 1, in a', 'ValueError: no stock'];
const BEFORE = '2026-01-15 10:30:14,000 INFO [main] com.shop.Cart - all is well';

const loki = installedLoki();
const describeEngine = loki === undefined ? describe.skip : describe;

describeEngine(loki === undefined ? 'A real Loki (none is on the PATH)' : 'Lines of one event, on a real Loki', () => {
  let engine: LokiEngine;
  let source: LogSource;

  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    const push = (service: string, bodies: readonly string[], step: number) => ({
      stream: { service_name: service },
      values: bodies.map((body, at): [string, string] => [`${SPAN.from + 1000 + at * step}000000`, body]),
    });
    await engine.push([
      push('apart', [BEFORE, ...JAVA], 1),
      push('at-once', [BEFORE, ...JAVA], 0),
      push('python', PYTHON, 0),
    ]);
    const dataSource = lokiDataSource(engine, { queries: [], resources: [] });
    setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    source = await openLoki({ uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings, []);
  });
  afterAll(() => engine?.stop());

  it.each(['newest', 'oldest'] as const)('are joined, the %s first', async (order) => {
    const { lines } = await source.lines({ about: 'logLines', where: [], lines: [], limit: 1000, order }, SPAN);
    const events = logEvents(lines, order).map(({ parts }) => parts.map(({ body }) => body));
    expect(events.sort()).toEqual([[BEFORE], [BEFORE], JAVA, JAVA, PYTHON].sort());
  });
});
