import { plainLine } from '../../telemetry/testing/plain';
import { type LogLine } from '../../telemetry/questions/logs';
import { groupErrors } from './errorGroups';
import { type ErrorMark } from './errorMark';
import {
  countByStatus,
  errorsToSearch,
  type ErrorHistory,
  type LookBack,
  type PreviousErrors,
  type StatedError,
  stateErrors,
} from './errorStatus';

const HOUR = 3_600_000;
const SPAN = { from: 100 * HOUR, to: 101 * HOUR };
const PREVIOUS = { from: 99 * HOUR, to: 100 * HOUR };
const NOW = SPAN.to;
const BUCKETS = 30;

let id = 0;
const error = (body: string, time: number, version?: string): LogLine =>
  plainLine({
    id: String(id++),
    body,
    time,
    ...(version !== undefined && { metadata: { service_version: version } }),
    reading: { level: 'error', service: 'cart' },
  });
const spread = (body: string, count: number, { from, to }: typeof SPAN) =>
  Array.from({ length: count }, (_, i) => error(body, from + ((i + 0.5) / count) * (to - from)));
const newestFirst = (lines: LogLine[]) => [...lines].sort((a, b) => b.time - a.time);
const groupsOf = (lines: LogLine[], span = SPAN) => groupErrors(newestFirst(lines), span, BUCKETS);
const fingerprintOf = (body: string) => groupsOf([error(body, SPAN.from)])[0]?.fingerprint ?? '';

const previousOf = (lines: LogLine[], from = PREVIOUS.from): PreviousErrors => ({
  groups: groupsOf(lines, PREVIOUS),
  span: PREVIOUS,
  covered: { from, to: PREVIOUS.to },
});
const lookBackOf = (searched: string[], seen: Record<string, number> = {}): LookBack => ({
  searched: new Set(searched.map(fingerprintOf)),
  lastSeen: new Map(Object.entries(seen).map(([body, time]) => [fingerprintOf(body), time])),
  from: 10 * HOUR,
});
const state = (lines: LogLine[], history: ErrorHistory, marks: ErrorMark[] = [], covered = SPAN): StatedError[] =>
  stateErrors({ groups: groupsOf(lines), span: SPAN, covered }, history, marks, NOW);
const statuses = (errors: StatedError[]) => errors.map(({ group, status, reason }) => [group.title, status, reason]);

const AT = new Date(100 * HOUR).toISOString();
const mark = (
  body: string,
  more: { as: 'ignored'; until?: string; above?: number } | { as: 'fixed'; version?: string }
) => ({ error: fingerprintOf(body), service: 'cart', title: body, at: AT, ...more }) as ErrorMark;

const lost = error('order lost', SPAN.from + 60_000);

it.each<[what: string, history: ErrorHistory, status: string | undefined, reason: object | undefined]>([
  ['not known before it was asked for', { isComplete: false }, undefined, undefined],
  [
    'not known while it is searched for further back',
    { previous: previousOf([]), isComplete: false },
    undefined,
    undefined,
  ],
  ['not known where nothing could be asked for', { isComplete: true }, undefined, undefined],
  [
    'ongoing where it was there before',
    { previous: previousOf([error('order lost', 99.5 * HOUR)]), isComplete: false },
    'ongoing',
    { rule: 'seen', lastSeen: 99.5 * HOUR },
  ],
  [
    'ongoing where it was there further back',
    { previous: previousOf([]), lookBack: lookBackOf(['order lost'], { 'order lost': 20 * HOUR }), isComplete: true },
    'ongoing',
    { rule: 'seen', lastSeen: 20 * HOUR },
  ],
  [
    'new as far as was searched',
    { previous: previousOf([]), lookBack: lookBackOf(['order lost']), isComplete: true },
    'new',
    { rule: 'notSeen', since: 10 * HOUR },
  ],
  [
    'new since the previous period where its lines could not be searched for',
    { previous: previousOf([], 99.25 * HOUR), lookBack: lookBackOf(['another']), isComplete: true },
    'new',
    { rule: 'notSeen', since: 99.25 * HOUR },
  ],
  [
    'new since the previous period where no more could be asked for',
    { previous: previousOf([]), isComplete: true },
    'new',
    { rule: 'notSeen', since: PREVIOUS.from },
  ],
])('is %s', (_, history, status, reason) => {
  const [stated] = state([lost], history);
  expect([stated?.status, stated?.reason]).toEqual([status, reason]);
  expect(stated?.isOlder).toBe(status === 'ongoing');
});

it('is growing where there are more than before, also where the previous period had none', () => {
  const more = spread('order lost', 120, SPAN);
  const history = { previous: previousOf(spread('order lost', 20, PREVIOUS)), isComplete: true };
  expect(statuses(state(more, history))).toEqual([
    ['order lost', 'growing', expect.objectContaining({ rule: 'grew', rate: expect.closeTo(120, 0) })],
  ]);
  const back = {
    ...history,
    previous: previousOf([]),
    lookBack: lookBackOf(['order lost'], { 'order lost': 5 * HOUR }),
  };
  expect(state(more, back)[0]?.status).toBe('growing');
});

it('is what somebody said of it, as long as that holds', () => {
  const history = { previous: previousOf([]), isComplete: true };
  const lines = [
    error('a is back', SPAN.from + 1, '2.48.0'),
    error('b is fixed', SPAN.from + 1, '2.47.2'),
    error('c has no version', SPAN.from + 1),
    error('d is ignored', SPAN.from + 1),
    error('e was ignored', SPAN.from + 1),
    ...spread('f is too much', 9, SPAN),
  ];
  const marks = [
    mark('a is back', { as: 'fixed', version: '2.47.3' }),
    mark('b is fixed', { as: 'fixed', version: '2.47.3' }),
    mark('c has no version', { as: 'fixed', version: '2.47.3' }),
    mark('d is ignored', { as: 'ignored' }),
    mark('e was ignored', { as: 'ignored', until: AT }),
    mark('f is too much', { as: 'ignored', above: 8 }),
  ];
  const stated = state(lines, history, marks);
  expect(statuses(stated)).toEqual([
    ['a is back', 'back', { rule: 'version', version: '2.48.0', fixedIn: '2.47.3' }],
    ['c has no version', 'back', { rule: 'time', fixedAt: SPAN.from, fixedIn: '2.47.3' }],
    ['f is too much', 'new', { rule: 'notSeen', since: PREVIOUS.from }],
    ['e was ignored', 'new', { rule: 'notSeen', since: PREVIOUS.from }],
    ['b is fixed', 'fixed', { rule: 'notSince', fixedAt: SPAN.from, fixedIn: '2.47.3' }],
    ['d is ignored', 'ignored', { rule: 'ignored' }],
  ]);
  expect(stated.every((one) => one.mark?.error === one.group.fingerprint)).toBe(true);
  expect(countByStatus(stated)).toEqual({ back: 2, new: 2, growing: 0, ongoing: 0, fixed: 1, ignored: 1, gone: 0 });
});

it('is not said to have stayed away after a mark that is later than the time range', () => {
  const history = { previous: previousOf([]), isComplete: true };
  const before = (at: number, version?: string) => {
    const marks = [
      { ...mark('order lost', { as: 'fixed', ...(version && { version }) }), at: new Date(at).toISOString() },
    ];
    return statuses(state([lost], history, marks))[0]?.slice(1);
  };
  expect(before(SPAN.to)).toEqual(['fixed', { rule: 'fixedLater', fixedAt: SPAN.to }]);
  expect(before(SPAN.to + HOUR, '2.47.3')).toEqual([
    'fixed',
    { rule: 'fixedLater', fixedAt: SPAN.to + HOUR, fixedIn: '2.47.3' },
  ]);
  expect(before(SPAN.to - 1)).toEqual(['fixed', { rule: 'notSince', fixedAt: SPAN.to - 1 }]);
});

it('lists what is gone behind all others, where all errors of the time range are known', () => {
  const history = { previous: previousOf([error('order gone', 99.5 * HOUR)]), isComplete: true };
  const gone = ['order gone', 'gone', { rule: 'seen', lastSeen: 99.5 * HOUR }];
  const stated = state([lost], history);
  expect(statuses(stated)[1]).toEqual(gone);
  expect(stated[1]?.group).toMatchObject({ count: 0, trend: new Array<number>(BUCKETS).fill(0) });
  expect(state([lost], history, [], { from: SPAN.from + 1, to: SPAN.to })).toHaveLength(1);
});

it('searches further back for what the previous period had not, and of which nobody said anything that holds', () => {
  const inRange = { groups: groupsOf([lost, error('card declined', SPAN.from)]), span: SPAN, covered: SPAN };
  const titles = (previous?: PreviousErrors, marks: ErrorMark[] = []) =>
    errorsToSearch(inRange, previous, marks, NOW).map(({ title }) => title);
  expect(titles(previousOf([error('card declined', PREVIOUS.from)]))).toEqual(['order lost']);
  expect(titles()).toHaveLength(2);
  expect(titles(previousOf([]), [mark('order lost', { as: 'ignored' })])).toEqual(['card declined']);
  expect(titles(previousOf([]), [mark('order lost', { as: 'ignored', until: AT })])).toHaveLength(2);
});
