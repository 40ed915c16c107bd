/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataSourceInstanceSettings } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { installedLoki, LokiEngine } from '../../telemetry/testing/loki';
import { until } from '../../telemetry/testing/programs';
import { installedTempo, TempoEngine } from '../../telemetry/testing/tempo';
import { pastMinutes, requestsBetween, spansOf } from '../../telemetry/testing/tracedShop';
import { openLoki } from '../loki';
import { openTempo } from '../tempo';
import { lokiDataSource } from '../testing/lokiDataSource';
import { ProxiedTempo, TEMPO_SETTINGS } from '../testing/proxiedTempo';
import { OwnStack } from './ownStack';

/*
 * The newest line and the newest trace, of a real Loki and a real Tempo, which are asked into the time to come: a clock
 * that is ahead writes there.
 */

jest.setTimeout(300_000);

const CONTEXT = { metrics: '', logs: '', traces: '', environments: ['production'] };
const nobody = { open: () => Promise.reject(new Error('nobody asks')) };
const loki = installedLoki();
const tempo = installedTempo();

(loki === undefined ? describe.skip : describe)('the newest line, in a real Loki', () => {
  let engine: LokiEngine;
  beforeAll(async () => {
    engine = await LokiEngine.start(loki ?? '');
    setDataSourceSrv({ getList: () => [], get: async () => lokiDataSource(engine) } as never);
  });
  afterAll(() => engine.stop());

  const newest = async () => {
    const logs = { open: () => openLoki({ uid: engine.url, name: 'Loki' } as DataSourceInstanceSettings, []) };
    return (await new OwnStack({ logs, traces: nobody }, CONTEXT, {}).stack()).logs;
  };
  const push = (service: string, time: number) =>
    engine.push([{ stream: { service_name: service }, values: [[`${time}000000`, 'line']] }]);

  it('is that of any service and environment, now or in a time to come', async () => {
    const old = Date.now() - 600_000;
    await push('cart', old);
    await until(async () => (await newest()).value?.newest !== undefined, 'Loki did not find what it took');
    expect(await newest()).toEqual({ value: { newest: old } });
    const ahead = Date.now() + 60_000;
    await push('payments', ahead);
    await until(async () => (await newest()).value?.newest !== old, 'Loki did not find what it took');
    expect(await newest()).toEqual({ value: { newest: ahead } });
  });
});

(tempo === undefined ? describe.skip : describe)('the newest trace, in a real Tempo', () => {
  let engine: TempoEngine;
  beforeAll(async () => {
    engine = await TempoEngine.start(tempo ?? '');
  });
  afterAll(() => engine.stop());

  it('is found whether it is of the last minutes or older', async () => {
    setDataSourceSrv({ getList: () => [] } as never);
    const proxy = new ProxiedTempo((path, accept) => engine.get(path, accept));
    const newest = async () => {
      proxy.asked = [];
      const traces = { open: () => openTempo(TEMPO_SETTINGS, []) };
      return (await new OwnStack({ logs: nobody, traces }, CONTEXT, {}).stack()).traces;
    };
    const span = pastMinutes(20);
    const older = requestsBetween(span.from + 1000, span.from + 300_000, 10).flatMap(spansOf);
    await engine.receive(older);
    const end = (spans: typeof older) => Math.max(...spans.map(({ start, duration }) => start + duration));
    const first = (await newest()).value?.newest ?? NaN;
    expect(Math.abs(first - end(older))).toBeLessThan(5000);
    expect(proxy.asked).toHaveLength(2);
    const now = Date.now();
    const later = requestsBetween(now - 150_000, now - 10_000, 8)
      .flatMap(spansOf)
      .map((span) => ({ ...span, traceId: span.traceId.replace(/^.{8}/, 'beefbeef') }));
    await engine.receive(later);
    const second = (await newest()).value?.newest ?? NaN;
    expect(Math.abs(second - end(later))).toBeLessThan(5000);
    expect(proxy.asked).toHaveLength(1);
  });
});
