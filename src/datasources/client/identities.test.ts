import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import { EMPTY } from 'rxjs';
import { Identities } from './identities';
import { type MetricsClient } from './metricsClient';
import { STORED_NAMES_KEY, storedNames } from './storedNames';
import { detectScraped, scrape, together } from '../../telemetry/exposition/scraped';
import { counterLines } from '../../telemetry/testing/pages';
import { type Settings } from '../settings';

const HOUR = 3600_000;
const CONTEXT = { metrics: 'm', logs: 'l', traces: 't', environments: [] };

let now = 1000 * HOUR;
let counted = 0;
let askedTraces = 0;
/** What traces call the service that metrics and logs call `team/cart`. */
let inTraces = ['cart'];
let inLogsNow = 'team/cart';

/** The names of a visit: nothing is left of earlier ones but what the browser keeps. */
function visit(): Identities {
  const logs: Partial<LogSource> = {
    count: async () => {
      counted++;
      return { counts: [{ labels: { service: inLogsNow }, times: [0], values: [1] }], sent: [] };
    },
    lines: async () => ({ lines: [], isCut: false, sent: [] }),
  };
  const traces: Partial<TraceSource> = {
    attributeValues: async () => {
      askedTraces++;
      return inTraces;
    },
  };
  return new Identities(
    {
      settings: { load: async () => ({}) },
      sampleMode: { isOn: () => false },
      metrics: {
        detection: async () => Promise.reject(new Error('no metrics')),
        query: () => {
          throw new Error('not asked');
        },
      },
      own: {
        logs: async () => ({ source: logs as LogSource, servicesOfStreams: async () => [] }),
        traces: async () => traces as TraceSource,
        spans: async () => ({ ofTraces: async () => [], resources: async () => new Map() }),
      },
    },
    () => now
  );
}

const span = () => ({ from: now - HOUR, to: now });
const inLogs = (names: Identities) => names.nameInLogs(CONTEXT)('cart', span());

beforeEach(() => {
  window.localStorage.clear();
  now = 1000 * HOUR;
  counted = 0;
  askedTraces = 0;
  inTraces = ['cart'];
  inLogsNow = 'team/cart';
});

it('knows at the next visit what was found out, and does not look again', async () => {
  expect(await inLogs(visit())).toBe('team/cart');
  const before = counted;
  now += 2 * HOUR;
  expect(await inLogs(visit())).toBe('team/cart');
  expect(counted - before).toBe(1);
  expect(window.localStorage.getItem(STORED_NAMES_KEY)).toContain('"at"');
});

it('asks once what there is in logs and in traces, to see whether a name is there and to join it', async () => {
  await inLogs(visit());
  expect([counted, askedTraces]).toEqual([1, 1]);
  inTraces = ['other'];
  await visit().inTraces(CONTEXT, ['team/cart'], span());
  expect([counted, askedTraces]).toEqual([2, 2]);
});

it('looks again for a name that the backend has no more', async () => {
  expect(await inLogs(visit())).toBe('team/cart');
  inLogsNow = 'other/cart';
  now += 2 * HOUR;
  expect(await inLogs(visit())).toBe('other/cart');
});

it('looks again after a day', async () => {
  await inLogs(visit());
  const before = counted;
  now += 25 * HOUR;
  await inLogs(visit());
  expect(counted - before).toBe(1);
});

it('looks again for a name that was lacking an hour ago', async () => {
  inTraces = ['other'];
  const name = async () => (await visit().inTraces(CONTEXT, ['team/cart'], span())).get('team/cart');
  expect(await name()).toBe('team/cart');
  inTraces = ['cart'];
  now += HOUR / 2;
  expect(await name()).toBe('team/cart');
  now += HOUR;
  expect(await name()).toBe('cart');
});

it('asks other data sources anew, and everything after an admin decided', async () => {
  await inLogs(visit());
  let before = counted;
  await visit().nameInLogs({ ...CONTEXT, logs: 'l2' })('cart', span());
  expect(counted - before).toBe(1);
  const names = visit();
  names.clear();
  before = counted;
  await inLogs(names);
  expect(counted - before).toBe(1);
});

it.each(['{', '{"x":7}', 'null'])('takes %s in the browser for nothing', async (text) => {
  window.localStorage.setItem(STORED_NAMES_KEY, text);
  expect(await inLogs(visit())).toBe('team/cart');
});

it('goes on where the browser stores nothing', async () => {
  const denied = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('denied');
  });
  expect(await inLogs(visit())).toBe('team/cart');
  denied.mockRestore();
});

it('tells what pages go by, and when it was found out, for as long as it holds', async () => {
  expect(await visit().foundBefore(CONTEXT)).toBeUndefined();
  await inLogs(visit());
  now += 23 * HOUR;
  expect(await visit().foundBefore(CONTEXT)).toMatchObject({
    at: now - 23 * HOUR,
    names: [{ service: 'cart', logs: { name: 'team/cart' } }],
  });
  expect(await visit().foundBefore({ ...CONTEXT, logs: 'l2' })).toBeUndefined();
  now += 2 * HOUR;
  expect(await visit().foundBefore(CONTEXT)).toBeUndefined();
});

it('joins metrics and traces where there are no logs', async () => {
  const detection = detectScraped(
    scrape(counterLines('http_requests_total', 'method="GET",path="/",status="200"'), 'webshop/cart')
  );
  const traces: Partial<TraceSource> = { attributeValues: async () => ['cart'] };
  const names = new Identities(
    {
      settings: { load: async () => ({}) },
      sampleMode: { isOn: () => false },
      metrics: {
        detection: async () => ({ detection }) as Awaited<ReturnType<MetricsClient['detection']>>,
        query: () => EMPTY,
      },
      own: {
        logs: async () => Promise.reject(new Error('no data source for logs')),
        traces: async () => traces as TraceSource,
        spans: async () => ({ ofTraces: async () => [], resources: async () => new Map() }),
      },
    },
    () => now
  );
  expect(await names.nameInTraces(CONTEXT)('webshop/cart', span())).toBe('cart');
});

describe('names of services on pages, by those in traces', () => {
  const detection = detectScraped(
    together(
      ['spring-boot', 'cart', 'blue'].map((job) =>
        scrape(counterLines('http_requests_total', 'method="GET",path="/",status="200"'), job)
      )
    )
  );
  let looked: number;
  /** Who wrote lines lately; undefined where there is no Loki. */
  let streams: string[] | undefined;
  /** A visit of somebody whose metrics can be read; what was found out before is given. */
  const names = (joins: Settings['joins'] = []) =>
    new Identities(
      {
        settings: { load: async () => ({ joins }) },
        sampleMode: { isOn: () => false },
        metrics: {
          detection: async () => ({ detection }) as Awaited<ReturnType<MetricsClient['detection']>>,
          query: () => EMPTY,
        },
        own: {
          logs: async () => {
            const known = streams;
            return known
              ? { source: {} as LogSource, servicesOfStreams: async () => known }
              : Promise.reject(new Error('no logs'));
          },
          traces: async () => Promise.reject(new Error('no traces')),
          // Opened once for each look.
          spans: async () => {
            looked++;
            throw new Error('no traces');
          },
        },
      },
      () => now
    );
  const KEY = JSON.stringify([['m', 'l', 't'], [], []]);
  const store = (at: number) =>
    storedNames.write(
      KEY,
      [
        { service: 'spring-boot', traces: { name: 'order-desk' } },
        { service: 'green', traces: { name: 'green' } },
        { service: 'gone', traces: { name: 'old' } },
      ],
      at
    );
  const onPages = async (inTraces: string[], joins?: Settings['joins']) => [
    ...(await names(joins).onPages(CONTEXT, inTraces, span())),
  ];

  beforeEach(() => {
    looked = 0;
    streams = undefined;
  });

  it('are those in metrics where it was found out lately, and nobody is asked', async () => {
    store(now - 20 * HOUR);
    expect(await onPages(['order-desk', 'cart'])).toEqual([['order-desk', 'spring-boot']]);
    expect(looked).toBe(0);
  });

  it('stay apart where nothing joined them: a decoy keeps its own name', async () => {
    store(now - HOUR / 2);
    expect(await onPages(['order-desk', 'green', 'cart'])).toEqual([['order-desk', 'spring-boot']]);
    expect(looked).toBe(0);
  });

  it('are not those that metrics do not have any more', async () => {
    store(now - HOUR / 2);
    expect(await onPages(['old', 'cart'])).toEqual([]);
  });

  it('are looked up where nothing is known of one, where it is long ago, and after an hour of one that lacked', async () => {
    store(now - HOUR / 2);
    expect(await onPages(['unheard-of'])).toEqual([]);
    store(now - 2 * HOUR);
    expect(await onPages(['order-desk', 'green'])).toEqual([]);
    store(now - 25 * HOUR);
    expect(await onPages(['order-desk'])).toEqual([]);
    expect(looked).toBe(3);
  });

  it('are not looked up where each has its own in metrics, or metrics have no other', async () => {
    expect(await onPages(['cart'])).toEqual([]);
    expect(await onPages(['spring-boot', 'cart', 'blue', 'other'])).toEqual([]);
    expect(looked).toBe(0);
  });

  it('of logs are those in metrics, too; who wrote other lines only is not looked for', async () => {
    storedNames.write(KEY, [{ service: 'spring-boot', logs: { name: 'team/spring' } }], now - HOUR);
    streams = ['cart', 'blue', 'team/spring'];
    const found = await names().logsOnPages(CONTEXT, ['team/spring', 'cart'], span());
    expect([...found]).toEqual([['team/spring', 'spring-boot']]);
    streams = ['spring-boot', 'cart', 'blue', 'ingress'];
    expect([...(await names().logsOnPages(CONTEXT, ['ingress', 'cart'], span()))]).toEqual([]);
    const said = [{ service: 'blue', logs: 'the blue one' }];
    expect([...(await names(said).logsOnPages(CONTEXT, ['the blue one'], span()))]).toEqual([['the blue one', 'blue']]);
    expect(looked).toBe(0);
  });

  it('are what an admin said', async () => {
    const said = [{ service: 'blue', traces: 'blue-desk' }];
    expect(await onPages(['blue-desk', 'cart'], said)).toEqual([['blue-desk', 'blue']]);
    expect(looked).toBe(0);
  });
});
