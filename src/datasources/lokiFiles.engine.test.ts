import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { type LogCondition, type LogSource } from '../telemetry/questions/logs';
import { installedLoki, LokiEngine } from '../telemetry/testing/loki';
import { openLoki } from './loki';
import { type Asked, lokiDataSource } from './testing/lokiDataSource';

/*
 * Many files under one job, as Promtail and Alloy ship them by default: each program is a service, by what its files
 * are called. Loki 3 gives the job as the name of a service to all of them.
 */

jest.setTimeout(120_000);

const MINUTE = 60_000;
const NOW = Math.floor(Date.now() / MINUTE) * MINUTE;
const SPAN = { from: NOW - 10 * MINUTE, to: NOW };

/** How many lines there are of each file, by its labels. */
const FILES: Array<[lines: number, labels: Record<string, string>]> = [
  [3, { job: 'varlogs', filename: '/var/log/nginx/access.log' }],
  [2, { job: 'varlogs', filename: '/var/log/nginx/error.log.1' }],
  [4, { job: 'varlogs', filename: '/var/log/shop/a+b (1)|$x-2026-11-30.log' }],
  [5, { job: 'varlogs', filename: '/var/log/pods/shop_cart-7d9f-x2_77-1/cart/0.log' }],
  [6, { job: 'varlogs' }],
  [7, { filename: '/var/log/shop/orders.log' }],
  // A job of its own keeps its name, whatever its file is called.
  [8, { job: 'payments', filename: '/var/log/nginx/access.log' }],
  [9, { container_name: 'nginx' }],
  // Docker's own files are called by ids, which name nobody.
  [10, { job: 'docker', filename: '/var/lib/docker/containers/77/77-json.log' }],
  [11, { job: 'docker', filename: '/var/log/shop/orders.log.1' }],
];
const COUNTS = { nginx: 14, 'a+b (1)|$x': 4, cart: 5, varlogs: 6, orders: 18, payments: 8, docker: 10 };

const loki = installedLoki();
const describeEngine = loki === undefined ? describe.skip : describe;

describeEngine(loki === undefined ? 'A real Loki (none is on the PATH)' : 'Files of one job, on a real Loki', () => {
  let engine: LokiEngine;
  let source: LogSource;
  const asked: Asked = { queries: [], resources: [] };

  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    await engine.push(
      FILES.map(([lines, stream], at) => ({
        stream,
        values: Array.from({ length: lines }, (_, line) => [
          `${SPAN.from + at * 1000 + line}000000`,
          `stream ${at} line ${line}`,
        ]),
      }))
    );
    const dataSource = lokiDataSource(engine, asked);
    setDataSourceSrv({ get: () => Promise.resolve(dataSource) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    source = await openLoki({ uid: 'loki', name: 'Loki', type: 'loki' } as DataSourceInstanceSettings, []);
  });

  afterAll(async () => {
    await engine?.stop();
  });

  const count = async (where: LogCondition[]) => {
    const question = {
      about: 'logCount' as const,
      where,
      lines: [],
      by: ['service' as const],
      shape: 'total' as const,
    };
    const { counts } = await source.count(question, SPAN);
    return Object.fromEntries(counts.map(({ labels, values }) => [labels.service, values[0]]));
  };
  const service = (op: LogCondition['op'], ...values: string[]): LogCondition[] => [{ field: 'service', op, values }];

  it('are services of their own, found by the two requests that are asked anyway', async () => {
    expect(await count([])).toEqual(COUNTS);
    expect(asked.resources).toEqual(['index/volume', 'detected_fields']);
  });

  it.each(Object.entries(COUNTS))('of %s are found, and no others', async (name, expected) => {
    expect(await count(service('in', name))).toEqual({ [name]: expected });
    const where = service('in', name);
    const { lines } = await source.lines({ about: 'logLines', where, lines: [], limit: 100, order: 'newest' }, SPAN);
    expect(lines).toHaveLength(expected);
    expect(lines.every(({ reading }) => reading.service === name)).toBe(true);
  });

  it.each(Object.keys(COUNTS))('of %s are left out, and no others', async (name) => {
    const { [name as keyof typeof COUNTS]: _, ...others } = COUNTS;
    expect(await count(service('notIn', name))).toEqual(others);
  });
});
