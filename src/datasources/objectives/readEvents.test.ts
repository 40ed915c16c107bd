/**
 * `@grafana/data` needs a window.
 * @jest-environment jsdom
 */
import { type DataFrame } from '@grafana/data';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { totalFrame } from '../../ui/testing/frames';
import { notSupportedFrame } from '../answer';
import { eventQuestions, eventsKey } from './eventQuestions';
import { readEvents } from './readEvents';

const available: ServiceLevelObjective = { service: 'checkout', target: 0.999, days: 30 };
const fast: ServiceLevelObjective = { service: 'checkout', threshold: 0.3, target: 0.99, days: 30 };
const HOUR = 3600;

function read(objective: ServiceLevelObjective, frames: DataFrame[], errors: Parameters<typeof readEvents>[2] = []) {
  const { events, uncounted, bounds } = readEvents(eventQuestions([{ objective, seconds: HOUR }]), frames, errors);
  const id = objectiveId(objective);
  return uncounted.get(id) ?? { events: events.get(eventsKey(objective, HOUR)), bound: bounds.get(id) };
}

const bucket = (le: string, count: number, part = '0') =>
  totalFrame('within0', { service: 'checkout', le, part }, count);

it.each<[string, ServiceLevelObjective, DataFrame[], object]>([
  [
    'requests and failures',
    available,
    [totalFrame('total0', { service: 'checkout' }, 1000), totalFrame('bad0', { service: 'checkout' }, 3)],
    { events: { total: 1000, bad: 3 } },
  ],
  ['no requests', available, [totalFrame('total0', { service: 'other' }, 1000)], { why: 'no-requests' }],
  ['requests without a status', available, [totalFrame('total0', { service: 'checkout' }, 9)], { why: 'no-status' }],
  [
    'what is not supported',
    available,
    [notSupportedFrame('total0', 'No metric'), notSupportedFrame('bad0', 'No metric')],
    { why: 'not-supported', message: 'No metric' },
  ],
  [
    'buckets',
    fast,
    [bucket('0.1', 500), bucket('0.3', 900), bucket('Infinity', 1000)],
    { events: { total: 1000, bad: 100 }, bound: { bound: 0.3 } },
  ],
  [
    'buckets of HTTP and of RPC, each at a bound of its own',
    fast,
    [bucket('0.3', 900), bucket('Infinity', 1000), bucket('0.2', 40, '1'), bucket('Infinity', 50, '1')],
    { events: { total: 1050, bad: 110 }, bound: { bound: 0.2, above: Infinity, isMixed: true } },
  ],
  [
    'buckets of HTTP and of RPC at the same bound',
    fast,
    [bucket('0.3', 900), bucket('Infinity', 1000), bucket('0.3', 40, '1'), bucket('Infinity', 50, '1')],
    { events: { total: 1050, bad: 110 }, bound: { bound: 0.3 } },
  ],
  [
    'buckets above the threshold',
    fast,
    [bucket('0.5', 9), bucket('Infinity', 9)],
    { why: 'below-bounds', lowest: 0.5 },
  ],
  ['no buckets but all', fast, [bucket('Infinity', 9)], { why: 'no-histogram' }],
])('reads %s', (_, objective, frames, expected) => {
  expect(read(objective, frames)).toEqual(expected);
});

it('says of a question that failed why, and of no other one', () => {
  const frames = [totalFrame('total0', { service: 'checkout' }, 9), totalFrame('bad0', { service: 'checkout' }, 0)];
  expect(read(available, frames, [{ refId: 'bad0', message: 'timed out' }])).toEqual({
    why: 'failed',
    message: 'timed out',
  });
  expect(read(available, frames, [{ refId: 'bad7', message: 'timed out' }])).toMatchObject({ events: { total: 9 } });
});

it('asks no more questions for more objectives of a kind', () => {
  const many = Array.from({ length: 50 }, (_, index) => ({ ...available, service: `service-${index}` }));
  const asked = eventQuestions(many.flatMap((objective) => [300, HOUR].map((seconds) => ({ objective, seconds }))));
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map(({ refId }) => refId)).size).toBe(4);
  expect(asked[0]?.question.where).toEqual([
    { field: 'service', op: 'in', values: many.map(({ service }) => service) },
  ]);
});
