import { type Failure } from '../../datasources/failure';
import { type ProbeResult } from '../../datasources/probe';
import { type Check, type Checked, type CheckedSource, checklist, checklistSummary } from './checklist';
import { detected, histogram, SHOP } from './testing/detections';

const OK: ProbeResult = { state: 'ok', message: 'It works' };
const FAILURE: Failure = { kind: 'failed', message: 'Prom timed out', advice: 'Wait' };

const prom = (result?: ProbeResult): CheckedSource => ({ kind: 'metrics', uid: 'prom', name: 'Prom', result });
const loki = (result?: ProbeResult): CheckedSource => ({ kind: 'logs', uid: 'loki', name: 'Loki', result });
const tempo = (result?: ProbeResult): CheckedSource => ({ kind: 'traces', uid: 'tempo', name: 'Tempo', result });

function checksOf(checked: Partial<Checked>): Check[] {
  return checklist({ sources: [], canChange: true, ...checked });
}

/** The check of this name, without its title. */
function checkOf(id: string, checked: Partial<Checked>) {
  const { state, text, action } = checksOf(checked).find((check) => check.id === id) ?? {};
  return [state, text, action];
}

describe('a data source', () => {
  it.each<[string, Partial<Checked>, ReturnType<typeof checkOf>]>([
    ['metrics', { sources: [prom()] }, ['checking', 'Checking…', undefined]],
    ['metrics', { sources: [prom(OK)] }, ['checking', 'Checking…', undefined]],
    ['metrics', { sources: [prom(OK)], detection: SHOP }, ['ok', '1 service in Prom', { to: 'page', page: 'health' }]],
    [
      'metrics',
      { sources: [prom(OK)], detection: detected('up{job="x"}') },
      ['broken', 'No request metrics detected in Prom', { to: 'section', section: 'requests' }],
    ],
    [
      'metrics',
      { sources: [prom(OK)], detectionFailure: FAILURE },
      ['broken', 'Prom timed out', { to: 'section', section: 'requests' }],
    ],
    [
      'metrics',
      { sources: [prom({ state: 'failed', message: 'Prom cannot be reached' })], detectionFailure: FAILURE },
      ['broken', 'Prom cannot be reached', { to: 'data-source', uid: 'prom' }],
    ],
    ['logs', { sources: [loki({ ...OK, services: 12 })] }, ['ok', '12 services in Loki', { to: 'page', page: 'logs' }]],
    ['logs', { sources: [loki(OK)] }, ['ok', 'Logs of the last hour in Loki', { to: 'page', page: 'logs' }]],
    [
      'logs',
      { sources: [loki({ state: 'empty', message: 'No label in the last hour' })] },
      ['broken', 'No label in the last hour', { to: 'section', section: 'data-sources' }],
    ],
    ['traces', { sources: [tempo(OK)] }, ['ok', 'Spans of the last hour in Tempo', { to: 'page', page: 'traces' }]],
    [
      'traces',
      { sources: [tempo({ state: 'forbidden', message: 'No permission' })], canChange: false },
      ['broken', 'No permission', { to: 'section', section: 'data-sources' }],
    ],
    [
      'traces',
      { sources: [{ kind: 'traces', failure: { ...FAILURE, message: 'No Tempo data source' } }] },
      ['broken', 'No Tempo data source', { to: 'new-data-source', kind: 'traces' }],
    ],
    [
      'traces',
      { sources: [{ kind: 'traces', failure: { ...FAILURE, message: 'No Tempo data source' } }], canChange: false },
      ['broken', 'No Tempo data source', { to: 'section', section: 'data-sources' }],
    ],
  ])('for %s: %j', (kind, checked, expected) => {
    expect(checkOf(kind, checked)).toEqual(expected);
  });
});

describe('a measure', () => {
  it.each<[string, boolean, ReturnType<typeof checkOf>]>([
    ['orders', true, ['ok', 'orders_total', undefined]],
    ['revenue', true, ['gap', 'Not detected', { to: 'mapping', measure: 'revenue' }]],
    ['revenue', false, ['gap', 'Not detected', { to: 'section', section: 'own-metrics' }]],
  ])('%s, for one who can change settings: %s', (measure, canChange, expected) => {
    expect(checkOf(measure, { detection: SHOP, canChange })).toEqual(expected);
  });
});

describe('request metrics', () => {
  it('that have all are said to', () => {
    expect(checkOf('requests', { detection: SHOP })).toEqual([
      'ok',
      'Status code, latency and route everywhere',
      undefined,
    ]);
  });

  it('lack each thing once, whichever families lack it', () => {
    const detection = detected(
      'gateway_calls_total{job="gateway",verb="GET",code="2xx"}',
      'http_requests_total{job="flask-shop",method="GET",endpoint="/"}',
      ...histogram('http_request_latency_seconds', 'job="flask-shop",method="GET",endpoint="/"')
    );
    const [state, text] = checkOf('requests', { detection });
    expect([state, text]).toEqual(['gap', expect.stringMatching(/^Incomplete for some services: /)]);
    expect(String(text).split(': ')[1]?.split(', ').sort()).toEqual(['latency', 'route', 'status code']);
  });

  it('are not spoken of where there are none', () => {
    expect(checkOf('requests', { detection: detected('up{job="x"}') })).toEqual([undefined, undefined, undefined]);
  });
});

it('names wait for an admin only where they were asked for', () => {
  expect(checkOf('names', {})[0]).toBeUndefined();
  expect(checkOf('names', { namesToConfirm: 0 })[0]).toBeUndefined();
  expect(checkOf('names', { namesToConfirm: 2 })).toEqual([
    'gap',
    '2 names to confirm',
    { to: 'section', section: 'service-names' },
  ]);
});

it('what is broken comes before what is missing, and what works last', () => {
  const checks = checksOf({
    sources: [prom(OK), loki(OK), { kind: 'traces', failure: FAILURE }],
    detection: SHOP,
    namesToConfirm: 1,
  });
  expect(checks.map(({ id }) => id)).toEqual([
    'traces',
    'revenue',
    'checkoutFailures',
    'cpu',
    'memory',
    'build',
    'names',
    'metrics',
    'logs',
    'requests',
    'orders',
    'lowStock',
  ]);
  expect(checklistSummary(checks)).toBe('7 of 12 checks need attention');
});

describe('in one sentence', () => {
  const check = (state: Check['state']): Check => ({ id: 'a', title: 'A', text: 'a', state });
  it.each<[Array<Check['state']>, string]>([
    [['ok', 'ok'], 'Everything was detected'],
    [['gap', 'ok'], '1 of 2 checks needs attention'],
    [['broken', 'gap', 'ok'], '2 of 3 checks need attention'],
    [['broken', 'checking'], ''],
  ])('%j is “%s”', (states, expected) => {
    expect(checklistSummary(states.map(check))).toBe(expected);
  });
});
