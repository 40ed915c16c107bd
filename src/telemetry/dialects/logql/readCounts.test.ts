/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataFrame, FieldType } from '@grafana/data';
import { readCounts } from './read';

const BY_SERVICE = [{ field: 'service' as const, labels: ['service_name', 'app'] }];
const time = (values: number[]) => ({ name: 'Time', type: FieldType.time, config: {}, values });
const count = (values: number[], labels?: Record<string, string>) => ({
  name: 'Value',
  type: FieldType.number,
  config: {},
  labels,
  values,
});
const column = (name: string, values: string[]) => ({ name, type: FieldType.string, config: {}, values });
const read = (...frames: DataFrame[]) => readCounts([{ fields: BY_SERVICE, frames }], 100);

it('reads a frame a series', () => {
  const frames = [
    { length: 1, fields: [time([500]), count([3], { service_name: 'shop' })] },
    { length: 1, fields: [time([500]), count([2], { app: 'cart' })] },
  ];
  expect(read(...frames)).toEqual([
    { labels: { service: 'shop' }, times: [400], values: [3] },
    { labels: { service: 'cart' }, times: [400], values: [2] },
  ]);
});

it('reads the service of files, and adds up those of one', () => {
  const fields = [{ field: 'service' as const, labels: ['service_name', 'filename'] }];
  const frame = (filename: string, value: number) => ({
    length: 1,
    fields: [time([500]), count([value], { service_name: 'varlogs', filename })],
  });
  const frames = [
    frame('/var/log/nginx/access.log', 3),
    frame('/var/log/nginx/error.log', 2),
    frame('/var/log/shop/orders.log', 1),
    frame('', 7),
  ];
  expect(readCounts([{ fields, frames }], 100).map(({ labels, values }) => [labels.service, ...values])).toEqual([
    ['nginx', 5],
    ['orders', 1],
    ['varlogs', 7],
  ]);
});

it('reads the one table that Grafana makes of an instant answer', () => {
  const table = {
    length: 3,
    fields: [
      time([500, 500, 500]),
      column('service_name', ['shop', '', 'unknown_service']),
      column('app', ['', 'cart', '']),
      count([3, 2, 1]),
    ],
  };
  expect(read(table)).toEqual([
    { labels: { service: 'shop' }, times: [400], values: [3] },
    { labels: { service: 'cart' }, times: [400], values: [2] },
    { labels: { service: '' }, times: [400], values: [1] },
  ]);
});
