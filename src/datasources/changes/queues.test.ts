import { type CaseSeries } from '../../analysis/causes/case';
import { ofReaders } from './queues';

const processed = (service: string, queue: string): CaseSeries => ({
  entity: { kind: 'route', service, name: queue },
  measure: 'requests',
  values: [1, 1],
});
const waiting = (service: string, ...values: Array<number | null>): CaseSeries => ({
  entity: { kind: 'service', service },
  measure: 'saturation',
  values,
});

it.each<[string, CaseSeries[], CaseSeries[]]>([
  ['is of the service that processes the queue', [processed('worker', 'orders')], [waiting('worker', 1, 2)]],
  [
    'stays with a service that is called like the queue',
    [processed('worker', 'orders'), { ...waiting('orders', 5, 5), measure: 'cpu' }],
    [waiting('orders', 1, 2)],
  ],
  [
    'stays as it is told where several process the queue',
    [processed('worker', 'orders'), processed('audit', 'orders')],
    [waiting('orders', 1, 2)],
  ],
  ['stays as it is told where nobody is known to', [processed('worker', 'mails')], [waiting('orders', 1, 2)]],
])('what waits %s', (_, known, expected) => {
  expect(ofReaders([...known, waiting('orders', 1, 2)])).toEqual([...known, ...expected]);
});

it('adds up what waits in several queues of one service, as far as each is known', () => {
  const known = [processed('worker', 'orders'), processed('worker', 'mails')];
  const told = [waiting('orders', 1, null, null, 4), waiting('mails', 10, 20, null, null)];
  expect(ofReaders([...known, ...told])).toEqual([...known, waiting('worker', 11, 20, null, 4)]);
});
