import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { installedLoki, LokiEngine } from '../telemetry/testing/loki';
import { until } from '../telemetry/testing/programs';
import { openLoki } from './loki';
import { lokiDataSource } from './testing/lokiDataSource';

jest.setTimeout(300_000);

const NOW = Date.now();
const SPAN = { from: NOW - 600_000, to: NOW };
const LINES: ReadonlyArray<readonly [service: string, line: string]> = [
  ['cart', 'level=info msg="added é"'],
  ['cart', 'level=info msg=added'],
  ['payments', 'level=error msg=declined'],
];

const loki = installedLoki();
(loki === undefined ? describe.skip : describe)('bytes of lines, in a real Loki', () => {
  let engine: LokiEngine;
  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    await engine.push(
      LINES.map(([service, line], at) => ({
        stream: { service_name: service },
        values: [[`${NOW - 300_000 + at}000000`, line]],
      }))
    );
    setDataSourceSrv({ get: async () => lokiDataSource(engine) } as unknown as Parameters<typeof setDataSourceSrv>[0]);
  });
  afterAll(() => engine.stop());

  it('are those of their text, by service and level, over time and in all', async () => {
    const source = await openLoki({ uid: 'loki', name: 'Loki' } as DataSourceInstanceSettings, []);
    const bytes = (wanted: string) =>
      LINES.filter(([service]) => service === wanted).reduce((all, [, line]) => all + Buffer.byteLength(line), 0);
    const question = { about: 'logCount', counts: 'bytes', by: ['service', 'level'], where: [], lines: [] } as const;
    const ask = async (shape: 'total' | 'series') => {
      const { counts } = await source.count(
        { ...question, by: [...question.by], where: [], lines: [], shape },
        SPAN,
        60_000
      );
      return counts
        .map(({ labels, values }) => [labels.service, labels.level, values.reduce((all, value) => all + value, 0)])
        .sort();
    };
    const expected = [
      ['cart', 'info', bytes('cart')],
      ['payments', 'error', bytes('payments')],
    ];
    await until(async () => (await ask('total')).length === 2, 'Loki did not find what it took');
    expect(await ask('total')).toEqual(expected);
    expect(await ask('series')).toEqual(expected);
  });
});
