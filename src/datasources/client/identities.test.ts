import { type LogSource } from '../../telemetry/questions/logs';
import { type TraceSource } from '../../telemetry/questions/traces';
import { Identities } from './identities';
import { STORED_NAMES_KEY } from './storedNames';

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
