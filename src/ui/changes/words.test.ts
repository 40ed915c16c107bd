import { type Cause } from '../../analysis/causes/cause';
import { type Change } from '../../analysis/causes/change';
import {
  comparedText,
  headingText,
  neededTexts,
  readingText,
  timeFormat,
  unreadText,
  verdictText,
} from './answerWords';
import { mainChange, placeOfCause, sureText, symptomOfCause } from './causeWords';
import { evidenceOf, newVersions, patternText } from './evidenceWords';
import { changeText, effectText, strengthText } from './measureWords';
import { answerOf, causeOf, changeOf, FAILING, QUIET, REFUSED } from './testing/answers';

const formatTime = timeFormat(QUIET, 'utc');
const FORMATS = { stepSeconds: 60, formatTime };
const CHARGES = { kind: 'route', service: 'payments', name: 'POST /charges' } as const;

function apart(field: string, value: string): Cause['attributes'][number] {
  const share = { hits: 90, total: 100 };
  return { field: field as 'name', value, selection: share, rest: share, difference: 0.9, effect: 2, p: 0, alike: [] };
}

describe('where a cause is', () => {
  it.each<[string, Partial<Cause>, string]>([
    ['a service', {}, 'payments'],
    ['a route', { route: 'POST /charges' }, 'payments · POST /charges'],
    [
      'what sets requests apart',
      { route: 'POST /charges', attributes: [apart('span.card.brand', 'amex'), apart('resource.cloud_region', 'eu')] },
      'payments · POST /charges · card brand amex, cloud region eu',
    ],
    ['an instance', { instance: 'b7f9' }, 'payments · instance b7f9'],
    [
      'an instance that spans name as well',
      { instance: 'b7f9', attributes: [apart('resource.service.instance.id', 'b7f9')] },
      'payments · instance b7f9',
    ],
    ['a version', { version: '1.9.0' }, 'payments · version 1.9.0'],
    ['outside', { service: 'postgres', isOutside: true, calledBy: 'cart' }, 'postgres, called by cart'],
    ['outside, called by nobody known', { service: 'postgres', isOutside: true }, 'postgres'],
  ])('%s', (_, change, expected) => {
    expect(placeOfCause(causeOf(change)).join(' · ')).toBe(expected);
  });
});

it.each<[number, string]>([
  [1, 'very likely'],
  [0.9, 'very likely'],
  [0.89, 'likely'],
  [0.5, 'likely'],
  [0.49, 'possible'],
  [0.1, 'uncertain'],
])('%d is %s', (sure, expected) => {
  expect(sureText(sure)).toBe(expected);
});

it.each<[Partial<Change>, string, string]>([
  [{}, 'error rate 0.10% → 90%', '×900'],
  [{ measure: 'clientErrors', before: 0.02, during: 0.03 }, 'client error rate 2.0% → 3.0%', '+50%'],
  [{ measure: 'duration', before: 0.1, during: 0.4 }, 'mean latency 100 ms → 400 ms', '×4.0'],
  [{ measure: 'requests', before: 60, during: 6000 }, 'requests 1.00 req/s → 100 req/s', '×100'],
  [{ measure: 'cpu', before: 0.25, during: 1.23456 }, 'CPU ×4.9', '×4.9'],
  [{ measure: 'memory', before: 40, during: 95 }, 'memory +138%', '+138%'],
  [{ measure: 'memory', before: 1048576, during: 2097152 }, 'memory +100%', '+100%'],
  [{ measure: 'saturation', before: 2, during: 2000 }, 'saturation ×1000', '×1000'],
  [{ measure: 'restarts', before: 0, during: 3 }, 'restarts 0 → 3', 'was 0'],
])('a change %j is %s', (change, text, effect) => {
  expect(changeText(changeOf(change), 60)).toBe(text);
  expect(effectText(changeOf(change))).toBe(effect);
});

it.each<[number, string]>([
  [1e-9, 'Very strong (p < 0.001)'],
  [0.002, 'Strong (p = 0.002)'],
  [0.04, 'Moderate (p = 0.040)'],
])('p of %d is %s', (p, expected) => {
  expect(strengthText(p)).toBe(expected);
});

describe('what tells most of a cause', () => {
  const service = changeOf();
  const route = changeOf({ entity: CHARGES, z: 20 });
  const slow = changeOf({ measure: 'duration', z: 90 });
  it.each<[string, Partial<Cause>, Change | undefined]>([
    ['nothing where nothing was measured', {}, undefined],
    ['its trouble before what moved farther', { evidence: { ownFailures: 1 }, changes: [slow, service] }, service],
    ['latency where that is the trouble', { evidence: { ownSeconds: 1 }, changes: [service, slow] }, slow],
    [
      'the part that carries it',
      { route: 'POST /charges', evidence: { ownFailures: 1 }, changes: [service, route] },
      route,
    ],
    ['the service where no part carries it', { evidence: { ownFailures: 1 }, changes: [route, service] }, service],
  ])('is %s', (_, change, expected) => {
    expect(mainChange(causeOf(change))).toBe(expected);
  });
});

it('says what is wrong since when', () => {
  const began = { at: 31 * 60_000, from: 28 * 60_000, to: 33 * 60_000 };
  const cause = causeOf({ changes: [changeOf()], began, evidence: { ownFailures: 1 } });
  expect(symptomOfCause(cause, FORMATS)).toBe('error rate 0.10% → 90%, from 00:31');
  expect(symptomOfCause(causeOf({ evidence: { origins: 1 } }), FORMATS)).toBe('failures in logs and traces');
  expect(symptomOfCause(causeOf({ evidence: { selfTime: 1 } }), FORMATS)).toBe('longer spans in traces');
});

describe('what speaks for a cause', () => {
  const texts = (cause: Cause, answer = answerOf(QUIET)) => evidenceOf(cause, answer, FORMATS).map(({ text }) => text);

  it.each<[string, Partial<Cause>, string[]]>([
    ['nothing', {}, []],
    ['what is weak', { evidence: { first: 0.2, origins: 0.4, ownFailures: 0.4 } }, []],
    ['who was first', { evidence: { first: 1 } }, ['first to change']],
    [
      'where failures begin',
      { evidence: { origins: 0.9 } },
      ['failed traces fail first here, with no failed span below'],
    ],
    [
      'what nobody below explains',
      { evidence: { ownFailures: 0.97, ownSeconds: 0.6 } },
      [
        '97% of the failures not explained by called services',
        '60% of the added latency not explained by called services',
      ],
    ],
    ['self time', { evidence: { selfTime: 1 } }, ['spans take longer without what they call']],
    [
      'self time of an operation',
      { evidence: { selfTime: 1 }, operation: 'SELECT' },
      ['SELECT takes longer without what it calls'],
    ],
    ['calls to the outside', { outside: 'processor' }, ['seen in calls to processor']],
    ['one instance', { instance: 'b7f9' }, ['instance b7f9 alone']],
    ['demand', { evidence: { demand: 1 } }, ['more requests from outside']],
    [
      'resources',
      { evidence: { resources: 1 }, changes: [changeOf(), changeOf({ measure: 'memory', before: 40, during: 95 })] },
      ['memory +138%'],
    ],
  ])('%s', (_, change, expected) => {
    expect(texts(causeOf(change))).toEqual(expected);
  });

  it('says which version began, or that none did', () => {
    const ran = (version: string, from: number) => ({ service: 'payments', version, ran: { from, to: 60 * 60_000 } });
    const old = ran('1.8.2', 0);
    const withVersions = (versions: Array<ReturnType<typeof ran>>) => answerOf({ ...QUIET, versions });
    const released = causeOf({ evidence: { version: 1 } });
    expect(texts(released, withVersions([old, ran('1.9.0', 41 * 60_000)]))).toEqual(['version 1.9.0 began at 00:41']);
    expect(texts(causeOf(), withVersions([old]))).toEqual(['version unchanged']);
    expect(texts(causeOf(), withVersions([old, ran('1.9.0', 35 * 60_000)]))).toEqual([]);
    expect(newVersions([old, ran('1.8.2', 40 * 60_000)], 0)).toEqual([]);
  });

  it('tells the log lines of its service that are more, the most surprising first', () => {
    const pattern = (template: string, change: object) => ({
      service: 'payments',
      template,
      level: 'error' as const,
      before: 0,
      during: 214,
      excess: 214,
      p: 1e-9,
      ...change,
    });
    const patterns = [
      pattern('less sure', { before: 3, p: 1e-5 }),
      pattern('declined (code <*>)', {}),
      pattern('of others', { service: 'cart' }),
      pattern('fewer', { excess: -3 }),
      pattern('third', { p: 0.01 }),
      pattern('usual', { level: 'info', before: 90, p: 1e-12 }),
    ];
    const answer = answerOf(QUIET);
    const { changed } = answer;
    const changes = { ...changed.changes, patterns };
    expect(texts(causeOf(), { ...answer, changed: { ...changed, changes } })).toEqual([
      'log line “declined (code <*>)” is new (214)',
      'log line “less sure” 3 → 214',
    ]);
    expect(patternText({ ...pattern('was', {}), before: 12, during: 0 })).toBe('log line “was” is gone (12 before)');
  });
});

describe('an answer in words', () => {
  const answer = answerOf(FAILING);

  it('says what it is about and what it is compared with', () => {
    expect(headingText(answer.question, answer, formatTime)).toMatch(/^What changed around 00:4\d$/);
    expect(headingText(answer.question, undefined, formatTime)).toBe('What changed between 00:30 and 01:00');
    expect(comparedText(answer, 'whole', formatTime)).toBe('compared with 00:00 – 00:30');
    expect(comparedText({ ...answer, dataSince: 0 }, 'longer', formatTime)).toBe(
      'compared with 00:00 – 00:30: no data before'
    );
    expect(comparedText(answer, 'last', formatTime)).toMatch(/^last 3 h of the time range, compared with/);
    expect(comparedText(answer, 'longer', formatTime)).toMatch(/^30 min, as less tells little, compared with/);
  });

  it('names the day where the times are not of one', () => {
    const DAY = 86_400_000;
    const format = timeFormat({ before: { from: 0, to: 60_000 }, during: { from: DAY, to: DAY + 60_000 } }, 'utc');
    expect(format(DAY)).toBe('Jan 2 00:00');
  });

  it('says what is still read', () => {
    expect(readingText(undefined)).toBe('Reading metrics, traces, logs');
    const signals = { ...answer.signals, logs: { state: 'waiting' as const } };
    expect(readingText({ ...answer, signals })).toBe('Reading logs');
    expect(readingText(answer)).toBeUndefined();
  });

  it('says what could not be read, and what to do', () => {
    const signals = { ...answer.signals, traces: { state: 'failed' as const, failure: REFUSED } };
    expect(unreadText({ ...answer, signals })).toEqual(['Without traces: Tempo refused. Ask an admin']);
  });

  it('tells nothing changed from not known', () => {
    const quiet = answerOf(QUIET);
    expect(quiet.changed.verdict).toBe('nothing');
    expect(verdictText(quiet, true)).toBe('Nothing changed that is large enough and no chance');
    expect(verdictText(quiet, false)).toBe('Nothing changed in what was read');
    expect(verdictText(answer, true)).toBeUndefined();
    const unclear = { ...answer, changed: { ...answer.changed, verdict: 'unclear' as const } };
    expect(verdictText(unclear, true)).toMatch(/no cause is likely/);
    expect(verdictText({ ...unclear, changed: { ...unclear.changed, causes: [] } }, true)).toMatch(/No cause detected/);
  });

  it('says where there is nothing to compare with, and what would help', () => {
    const told = { ...answer, changed: { ...answer.changed, verdict: 'no-past' as const, causes: [] } };
    expect(verdictText(told, true)).toBe('There is no data of the earlier time to compare with');
    expect(neededTexts(told)).toEqual([expect.stringMatching(/^An earlier time with data/)]);
  });

  it('says what would be needed to tell', () => {
    expect(neededTexts(answer)).toEqual([]);
    const without = { ...answer, signals: { ...answer.signals, traces: { state: 'missing' as const } } };
    expect(neededTexts(without)).toEqual([expect.stringMatching(/^A data source for traces/)]);
    const short = { from: QUIET.during.from, to: QUIET.during.from + 5 * 60_000 };
    expect(neededTexts(answerOf({ ...QUIET, during: short }))).toEqual([expect.stringMatching(/^A longer time range/)]);
    const few = QUIET.series.map((series) => ({ ...series, values: series.values.map(() => 1) }));
    expect(neededTexts(answerOf({ ...QUIET, series: few }))).toEqual([
      'More requests: 60 are too few to tell a change from chance',
    ]);
  });
});
