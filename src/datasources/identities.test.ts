import { type DataFrame, FieldType, LoadingState } from '@grafana/data';
import { of } from 'rxjs';
import { fleetOf, randomFrom } from '../correlation/testing/fleet';
import { type RouteCounts } from '../correlation/sameRequests';
import { type LogLine, type LogSource } from '../telemetry/questions/logs';
import { type Span, type TraceSource } from '../telemetry/questions/traces';
import { identifyServices, type IdentitySources, MOST_REQUESTS, namesInLogs } from './identities';
import { nameInLogs, nameInTraces } from './namesOf';
import { stepsBefore } from './seenRequests';

const SPAN = { from: 0, to: 3_600_000 };
const STEP_SECONDS = 120;
const id = (digit: number) => String(digit).repeat(32);
const spanId = (digit: number) => String(digit).repeat(16);

/** What a shop has, as far as a test needs it. */
interface Shop {
  inLogs?: string[];
  inTraces?: string[];
  /** By name in logs: the digits of the traces and spans whose ids its lines bear. */
  lines?: Record<string, number[]>;
  /** By name in logs: the file that names it, all of one job. */
  files?: Record<string, string>;
  /** By digit: whose span it is. */
  spans?: Record<number, string>;
  counted?: { metrics: Record<string, RouteCounts>; traces: Record<string, RouteCounts> };
  exemplars?: Record<string, number[]>;
  resources?: Record<string, Record<string, string>>;
  findsById?: boolean;
}

/** Sources of a shop, and what each was asked, in order. */
function sourcesOf(shop: Shop): Omit<IdentitySources, 'metrics'> & { asked: string[] } {
  const asked: string[] = [];
  const { ends } = stepsBefore(SPAN.to);
  const { inLogs = [], inTraces = [], lines = {}, spans = {}, exemplars = {} } = shop;
  const spanOf = (digit: number) =>
    ({ traceId: id(digit), spanId: spanId(digit), service: spans[digit] ?? '', start: 0, duration: 9 }) as Span;
  const perSecond = (counts: readonly number[]) => counts.map((count) => count / STEP_SECONDS);
  const logs: Partial<LogSource> = {
    count: async () => {
      asked.push('names in logs');
      return { counts: [...inLogs, ''].map((service) => ({ labels: { service }, times: [0], values: [1] })), sent: [] };
    },
    lines: async ({ where: [condition] }) => {
      const names = condition?.values ?? [];
      asked.push(`lines of ${names.join(', ')}`);
      const found = names.flatMap((service) =>
        (lines[service] ?? []).map((digit, time) => ({
          time,
          labels: shop.files?.[service] ? { job: 'varlogs', filename: shop.files[service] } : { job: service },
          metadata: {},
          reading: { traceId: id(digit), spanId: spanId(digit) },
        }))
      );
      return { lines: found as unknown as LogLine[], isCut: false, sent: [] };
    },
  };
  const traces: Partial<TraceSource> = {
    attributeValues: async () => {
      asked.push('names in traces');
      return inTraces;
    },
    trace: async (traceId) => {
      asked.push(`trace ${traceId[0] ?? ''}`);
      return { traceId, spans: [spanOf(Number(traceId[0]))], sent: [] };
    },
    series: async ({ where: [condition] }) => {
      const names = condition && 'values' in condition ? condition.values : [];
      asked.push(`requests in traces of ${names.join(', ')}`);
      const series = names.flatMap((service) =>
        Object.entries(shop.counted?.traces[service] ?? {}).map(([route, counts]) => ({
          labels: { service, route },
          times: [...ends],
          values: perSecond(counts),
        }))
      );
      return { series, exemplars: [], sent: [] };
    },
  };
  const query: NonNullable<IdentitySources['requests']>['client']['query'] = (_, [first]) => {
    const names = first?.question.where.find(({ field }) => field === 'service')?.values ?? [];
    asked.push(`requests in metrics of ${names.join(', ')}`);
    const counts = names.flatMap((service) =>
      Object.entries(shop.counted?.metrics[service] ?? {}).map(([route, values]): DataFrame => ({
        refId: 'counts',
        length: ends.length,
        fields: [
          { name: 'Time', type: FieldType.time, config: {}, values: [...ends] },
          { name: 'Value', type: FieldType.number, config: {}, values: perSecond(values), labels: { service, route } },
        ],
      }))
    );
    const pairs = Object.entries(exemplars).flatMap(([service, digits]) => digits.map((digit) => ({ service, digit })));
    const text = (name: string, values: string[]) => ({ name, type: FieldType.string, config: {}, values });
    const exemplarFrame: DataFrame = {
      refId: 'exemplars',
      name: 'exemplar',
      length: pairs.length,
      fields: [
        { name: 'Value', type: FieldType.number, config: {}, values: pairs.map(() => 0.009) },
        text(
          'job',
          pairs.map(({ service }) => service)
        ),
        text(
          'trace_id',
          pairs.map(({ digit }) => id(digit))
        ),
        text(
          'span_id',
          pairs.map(({ digit }) => spanId(digit))
        ),
      ],
    };
    return of({ data: [...counts, exemplarFrame], state: LoadingState.Done });
  };
  return {
    asked,
    logs: logs as LogSource,
    traces: traces as TraceSource,
    names: {
      logs: () => namesInLogs(logs as LogSource, SPAN),
      traces: () => (traces as TraceSource).attributeValues('service', SPAN),
    },
    requests: { client: { query }, metrics: '', environments: [] },
    spans: {
      ofTraces: async (traceIds) => {
        asked.push(
          `spans of ${traceIds
            .map(([digit]) => digit)
            .sort()
            .join(', ')}`
        );
        return shop.findsById === false ? undefined : traceIds.map(([digit]) => spanOf(Number(digit)));
      },
      resources: async (services) => {
        asked.push(`resources of ${services.join(', ')}`);
        return new Map(
          services.flatMap((name) => (shop.resources?.[name] ? [[name, [shop.resources[name]]] as const] : []))
        );
      },
    },
  };
}

const names = (...all: string[]) => all.map((name) => ({ name }));

it('asks for the names only, where every service has one', async () => {
  const { asked, ...sources } = sourcesOf({ inLogs: ['shop', 'cart'], inTraces: ['cart', 'shop'] });
  await identifyServices({ metrics: names('shop', 'cart'), ...sources }, SPAN);
  expect(asked.sort()).toEqual(['names in logs', 'names in traces']);
});

it('looks only at the lines of names that nobody else has, and joins by what it sees', async () => {
  const { asked, ...sources } = sourcesOf({
    inLogs: ['c1', 'payments-worker', 'shop-api'],
    inTraces: ['payments', 'shop-api'],
    lines: { c1: [1, 2, 3], 'payments-worker': [9, 8, 7] },
    spans: { 1: 'payments', 2: 'payments', 3: 'payments' },
  });
  const identities = await identifyServices({ metrics: names('payments', 'shop-api'), ...sources }, SPAN);
  expect(asked.slice(2)).toEqual(['lines of c1, payments-worker', 'spans of 1, 2, 3, 7, 8, 9']);
  expect(nameInLogs('payments', identities)).toBe('c1');
  expect(nameInLogs('shop-api', identities)).toBe('shop-api');
  expect(nameInTraces('payments', identities)).toBe('payments');
  expect(nameInLogs('nobody', identities)).toBe('nobody');
});

it('tells the files of one job apart, and joins each by the ids of its lines', async () => {
  const { asked, ...sources } = sourcesOf({
    inLogs: ['varlogs', 'desk', 'till'],
    inTraces: ['orders', 'payments'],
    files: { desk: '/var/log/shop/desk.log', till: '/var/log/shop/till-2026-11-30.log' },
    lines: { desk: [1, 2, 3], till: [4, 5, 6], varlogs: [7] },
    spans: { 1: 'orders', 2: 'orders', 3: 'orders', 4: 'payments', 5: 'payments', 6: 'payments' },
  });
  const identities = await identifyServices({ metrics: names('orders', 'payments'), ...sources }, SPAN);
  expect(asked.slice(2, 3)).toEqual(['lines of varlogs, desk, till']);
  expect(nameInLogs('orders', identities)).toBe('desk');
  expect(nameInLogs('payments', identities)).toBe('till');
});

describe('a shop where nothing has the same name', () => {
  const [cart, pay] = [1, 2].map(
    (seed) =>
      fleetOf(randomFrom(seed), {
        routes: ['a', 'b', 'c', 'd'].map((end) => `/${seed}/${end}`),
        steps: 30,
        perStep: 40,
      }).requests
  );
  const shop: Shop = {
    inLogs: ['cart.log', 'pay.log', 'quiet.log'],
    inTraces: ['basket', 'billing', 'search', 'users'],
    lines: { 'cart.log': [1, 2, 3], 'pay.log': [4, 5, 6] },
    spans: {
      1: 'basket',
      2: 'basket',
      3: 'basket',
      4: 'billing',
      5: 'billing',
      6: 'billing',
      7: 'search',
      8: 'search',
    },
    counted: {
      metrics: { fastapi: cart ?? {}, express: pay ?? {} },
      traces: { basket: cart ?? {}, billing: pay ?? {} },
    },
    exemplars: { 'team/find': [7, 8] },
    resources: { users: { 'k8s.pod.name': 'accounts-5f-x' } },
  };
  const metrics = [...names('fastapi', 'express', 'team/find'), { name: 'nestjs', aliases: ['accounts-5f-x'] }];

  it('is joined by all kinds of evidence, within the budget', async () => {
    const { asked, ...sources } = sourcesOf(shop);
    const identities = await identifyServices({ metrics, ...sources }, SPAN);
    expect(
      identities
        .slice(0, 4)
        .map(({ service, logs, traces }) => [service, logs?.name, traces?.name, traces?.evidence.kind])
    ).toEqual([
      ['fastapi', 'cart.log', 'basket', 'requests'],
      ['express', 'pay.log', 'billing', 'requests'],
      ['team/find', undefined, 'search', 'exemplars'],
      ['nestjs', undefined, 'users', 'label'],
    ]);
    expect(asked).toHaveLength(MOST_REQUESTS);
  });

  it('costs no more where traces are not found by their ids', async () => {
    const { asked, ...sources } = sourcesOf({ ...shop, findsById: false });
    await identifyServices({ metrics, ...sources }, SPAN);
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
  });

  it('fetches traces instead, as far as the budget goes', async () => {
    const { asked, ...sources } = sourcesOf({ ...shop, findsById: false });
    const identities = await identifyServices(
      { metrics: names('basket', 'billing', 'search', 'users'), ...sources },
      SPAN
    );
    expect(asked.filter((one) => one.startsWith('trace '))).toHaveLength(3);
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(nameInLogs('basket', identities)).toBe('cart.log');
  });

  it('costs what failed no more than its own evidence', async () => {
    const sources = sourcesOf(shop);
    const fails = async () => Promise.reject(new Error('down'));
    const identities = await identifyServices(
      { ...sources, metrics, spans: { ofTraces: fails, resources: fails } },
      SPAN
    );
    expect(nameInTraces('fastapi', identities)).toBe('basket');
    expect(nameInTraces('nestjs', identities)).toBe('nestjs');
  });
});

it('joins what it can where one of the two fails, and fails where both do', async () => {
  const fails = async () => Promise.reject(new Error('down'));
  const sources = sourcesOf({ inTraces: ['payments', 'shop-api'] });
  const withoutLogs = { ...sources.names, logs: fails };
  const asked = { ...sources, metrics: names('payments'), names: withoutLogs };
  expect((await identifyServices(asked, SPAN)).map(({ service }) => service)).toEqual(['payments', 'shop-api']);
  await expect(identifyServices({ ...asked, names: { ...withoutLogs, traces: fails } }, SPAN)).rejects.toThrow('down');
});
