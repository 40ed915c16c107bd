/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataFrame, FieldType } from '@grafana/data';
import { promqlErrors } from '../../testing/promqlText';
import { readServiceGraph, renderServiceGraph } from './serviceGraph';

function frame(refId: string, labels: Record<string, string>, value: number): DataFrame {
  return {
    refId,
    length: 1,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: [0] },
      { name: 'Value', type: FieldType.number, config: {}, labels, values: [value] },
    ],
  };
}

it('asks in PromQL, over the whole range', () => {
  const rendered = Object.values(renderServiceGraph(3600));
  expect(rendered.flatMap(promqlErrors)).toEqual([]);
  rendered.forEach((text) => expect(text).toContain('[3600s]'));
});

it('asks how long calls take the caller, of native histograms first: their buckets are the finer ones', () => {
  const { p95 } = renderServiceGraph(60);
  const metrics = [...p95.matchAll(/traces_service_graph_request_\w+/g)].map(([name]) => name);
  expect(metrics).toEqual([
    'traces_service_graph_request_client_seconds',
    'traces_service_graph_request_client_seconds_bucket',
  ]);
});

it('reads who calls whom, how often, with how many failures and how slowly', () => {
  const call = { client: 'shop', server: 'stock' };
  const frames = [
    frame('rate', call, 2),
    frame('failed', call, 0.5),
    frame('p95', call, 0.25),
    frame('rate', { client: 'shop', server: 'bank', connection_type: 'virtual_node' }, 1),
    frame('rate', { client: 'shop', server: 'orders', connection_type: 'messaging_system' }, 3),
    frame('p95', { client: 'shop', server: 'bank', connection_type: 'virtual_node' }, NaN),
  ];
  expect(readServiceGraph(frames)).toEqual([
    { from: 'shop', to: 'stock', kind: 'service', rate: 2, errorRate: 0.5, p95: 0.25 },
    { from: 'shop', to: 'bank', kind: 'external', rate: 1, errorRate: 0 },
    { from: 'shop', to: 'orders', kind: 'service', rate: 3, errorRate: 0, isAsynchronous: true },
  ]);
});

it('never takes a database for the service that it is called like', () => {
  const [edge] = readServiceGraph([
    frame('rate', { client: 'stock', server: 'stock', connection_type: 'database' }, 1),
  ]);
  expect(edge).toMatchObject({ from: 'stock', to: 'stock (database)', kind: 'database' });
});

it('leaves out calls that nobody made: those from outside, and those that stopped', () => {
  const frames = [
    frame('rate', { client: 'user', server: 'shop', connection_type: 'virtual_node' }, 1),
    frame('rate', { client: 'shop', server: 'old' }, 0),
    frame('rate', { server: 'shop' }, 1),
    frame('failed', { client: 'a', server: 'b' }, 1),
  ];
  expect(readServiceGraph(frames)).toEqual([]);
});
