/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { describeEngines } from '../../telemetry/testing/describeEngines';
import { Engine } from '../../telemetry/testing/engine';
import { openMetrics, START, type WrittenSeries } from '../../telemetry/testing/simulatedShop';
import { EngineDataSource } from '../testing/engineDataSource';
import { fakeClient } from '../testing/fakeClient';
import { installDataSources } from '../testing/fakePrometheus';
import { askLoss, type Loss } from './askLoss';

const STEP = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;
/** Seconds since the epoch. */
const END = START + 8 * DAY + 10 * HOUR;
const DURING = { from: END - HOUR, to: END };

/** What is sold in a minute that ends then: a rhythm of the day; in the last hour two of five are refused. */
function minute(time: number): { sold: number; refused: number } {
  const tried = 40 + Math.round(15 * Math.sin((time / DAY) * 2 * Math.PI));
  const refused = time > DURING.from ? Math.round(0.4 * tried) : 1;
  return { sold: tried - refused, refused };
}

/** The counters of a shop that sells for 30 euros an order. */
function writtenSeries(): WrittenSeries[] {
  const written = (name: string, more: Record<string, string>, amount: (time: number) => number): WrittenSeries => {
    const samples: Array<[number, number]> = [];
    let total = 0;
    for (let time = START; time <= END; time += STEP) {
      total += time === START ? 0 : amount(time);
      samples.push([time, total]);
    }
    return { labels: { __name__: name, job: 'shop-api', instance: 'shop:80', ...more }, fields: {}, samples };
  };
  return [
    written('orders_total', {}, (time) => minute(time).sold),
    written('order_value_total', { currency: 'EUR' }, (time) => 30 * minute(time).sold),
    written('checkout_failures_total', { reason: 'declined' }, (time) => minute(time).refused),
  ];
}

describeEngines('what a time cost', (installed) => {
  let engine: Engine;
  let source: EngineDataSource;
  let loss: Loss | undefined;

  beforeAll(async () => {
    engine = await Engine.start(installed, { openMetrics: openMetrics(writtenSeries()) });
    source = new EngineDataSource(engine, END);
    installDataSources(source as unknown as Parameters<typeof installDataSources>[0]);
    const { metrics } = fakeClient({ settings: { load: async () => ({}) } });
    const during = { from: DURING.from * 1000, to: DURING.to * 1000 };
    loss = await askLoss(metrics, { during, metrics: '', environment: '[]', timeZone: 'utc' });
  }, 120_000);

  afterAll(async () => {
    await engine?.stop();
  });

  const minutes = Array.from({ length: 60 }, (_, i) => DURING.from + (i + 1) * STEP);
  const tried = minutes.reduce((sum, time) => sum + minute(time).sold + minute(time).refused, 0);
  const refused = minutes.reduce((sum, time) => sum + minute(time).refused, 0);

  it('is what was refused, of orders and of money', () => {
    const lost = refused - minutes.length;
    expect(loss?.orders).toMatchObject({ verdict: 'lost', days: 7 });
    expect((loss?.orders.lost ?? NaN) / lost).toBeCloseTo(1, 1);
    expect(loss?.orders.low).toBeLessThan(lost);
    expect(loss?.orders.high).toBeGreaterThan(lost);
    expect((loss?.revenue[0]?.lost ?? NaN) / (30 * lost)).toBeCloseTo(1, 1);
    expect(loss?.revenue[0]?.currency).toBe('EUR');
  });

  it('counts what was tried and refused', () => {
    expect((loss?.failed?.attempts ?? NaN) / tried).toBeCloseTo(1, 1);
    expect((loss?.failed?.count ?? NaN) / (refused - minutes.length)).toBeCloseTo(1, 1);
  });

  it('is asked once', () => {
    expect(source.requests).toHaveLength(1);
  });
});
