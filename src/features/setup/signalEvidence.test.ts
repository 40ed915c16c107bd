import { isMappable, MEASURE_KINDS, type MeasureKind, measuresOf } from '../../telemetry/measures';
import { MEASURES, missingSignals, shopSignals, signalEvidence } from './signalEvidence';
import { detected, SHOP } from './testing/detections';

it('measures are all that can be mapped', () => {
  const all = (Object.keys(MEASURE_KINDS) as MeasureKind[]).flatMap((kind) => measuresOf(kind));
  expect([...MEASURES].sort()).toEqual(all.filter(isMappable).sort());
});

it('signals are told with their unit and services', () => {
  expect(shopSignals(SHOP).map(signalEvidence)).toEqual([
    { measure: 'orders', metric: 'orders_total', about: expect.any(String) as string, services: ['shop-api'] },
    { measure: 'lowStock', metric: 'products_low_stock_total', about: 'gauge, count', services: ['shop-api'] },
  ]);
});

it('signals that are missing are named with what was searched for', () => {
  const missing = missingSignals(SHOP);
  expect(missing.map(({ measure }) => measure)).toEqual(['revenue', 'checkoutFailures', 'cpu', 'memory', 'build']);
  expect(missing[0]?.searched).toContain('order_value_total');
});

it('signals that only the monitoring stack has are none of the shop', () => {
  const detection = detected('process_resident_memory_bytes{job="prometheus"}');
  expect(detection.signals).toHaveLength(1);
  expect(shopSignals(detection)).toEqual([]);
  expect(missingSignals(detection).map(({ measure }) => measure)).toContain('memory');
});
