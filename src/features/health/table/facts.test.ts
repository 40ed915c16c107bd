import { type Field, type Labels } from '../../../telemetry/vocabulary';
import { type KnownService } from '../../../datasources/services';
import { failure, NOW, panelData, seriesFrame, totalFrame } from '../../../ui/testing/frames';
import { type DataFrame, LoadingState } from '@grafana/data';
import { ofFewFrame } from '../../../datasources/answer';
import { readFacts as read } from './facts';
import { TABLE_REFS as REFS } from './queries';

const readFacts = (frames: DataFrame[], by: Field, services: KnownService[] = []) =>
  read(panelData(frames), by, services);
/** Values at the end of a line over an hour in minutes. */
const atTheEnd = (...values: Array<number | null>) => [...Array(61 - values.length).fill(null), ...values];

const known = (service: string): KnownService => ({
  service,
  convention: 'prometheus-http',
  hasStatus: true,
  hasDuration: true,
  environments: [],
});
const services = (...names: string[]) => names.map(known);
const of = (service: string) => ({ service });

it('brings together what is said of each service', () => {
  const [facts] = readFacts(
    [
      totalFrame(REFS.requests, of('a'), 100),
      totalFrame(REFS.errorRatio, of('a'), 0.1),
      totalFrame(REFS.p50, of('a'), 0.01),
      totalFrame(REFS.p95, of('a'), 0.2),
      totalFrame(REFS.p99, of('a'), 0.3),
      totalFrame(REFS.mean, of('a'), 0.05),
      totalFrame(REFS.max, of('a'), 0.9),
      totalFrame(REFS.timeSpent, of('a'), 2),
      totalFrame(REFS.requestsBefore, of('a'), 90),
      totalFrame(REFS.errorRatioBefore, of('a'), 0.05),
      totalFrame(REFS.p95Before, of('a'), 0.1),
      seriesFrame(REFS.requestsTrend, of('a'), [1, null, 2]),
      seriesFrame(REFS.errorRatioTrend, of('a'), [0, null, 0.2]),
      seriesFrame(REFS.p95Trend, of('a'), [0.1, null, 0.2]),
      totalFrame(REFS.version, { service: 'a', version: '1.8.2' }, 1),
    ],
    'service'
  );
  expect(facts).toEqual({
    name: 'a',
    requests: 100,
    coverage: { since: NOW - 3 * 60_000, seconds: 180 },
    errorRatio: 0.1,
    p50: 0.01,
    p95: 0.2,
    p99: 0.3,
    mean: 0.05,
    max: 0.9,
    timeSpent: 2,
    before: { requests: 90, errorRatio: 0.05, p95: 0.1, coverage: undefined },
    trend: { requests: atTheEnd(1, null, 2), errorRatio: atTheEnd(0, null, 0.2), p95: atTheEnd(0.1, null, 0.2) },
    version: '1.8.2',
    failure: undefined,
  });
});

it('has an entry for a service that is silent, that only was, or that only spends time', () => {
  const facts = readFacts(
    [
      totalFrame(REFS.requests, of('busy'), 5),
      totalFrame(REFS.requestsBefore, of('gone'), 50),
      totalFrame(REFS.timeSpent, of('timed'), 1),
    ],
    'service',
    services('silent', 'busy')
  );
  expect(facts.map(({ name }) => name).sort()).toEqual(['busy', 'gone', 'silent', 'timed']);
  expect(facts.find(({ name }) => name === 'silent')?.requests).toBeUndefined();
  expect(facts.find(({ name }) => name === 'gone')?.before.requests).toBe(50);
});

it('leaves out what has no name, which is no service', () => {
  expect(readFacts([totalFrame(REFS.requests, {}, 5), totalFrame(REFS.requests, of(''), 5)], 'service')).toEqual([]);
});

it('takes a total without a value for not measured', () => {
  const [facts] = readFacts([totalFrame(REFS.requests, of('a'), 5), totalFrame(REFS.p95, of('a'), null)], 'service');
  expect(facts?.p95).toBeUndefined();
});

it('names all versions that run, each once per service', () => {
  const version = (service: string, name: string) => totalFrame(REFS.version, { service, version: name }, 1);
  const facts = readFacts(
    [version('a', '1.9.0'), version('a', '1.8.2'), version('b', '2'), version('', '3')],
    'service',
    services('a', 'b')
  );
  expect(facts.map(({ name, version: running }) => [name, running])).toEqual([
    ['a', '1.8.2, 1.9.0'],
    ['b', '2'],
  ]);
});

it('reads routes by route, without versions and without the services beside them', () => {
  const facts = readFacts(
    [
      totalFrame(REFS.requests, { route: '/charge' }, 5),
      totalFrame(REFS.version, { service: '/charge', version: '1' }, 1),
    ],
    'route',
    services('shop-api')
  );
  expect(facts).toEqual([expect.objectContaining({ name: '/charge', requests: 5, version: undefined })]);
});

describe('where the answers tell environments apart', () => {
  const at = (service: string, environment: string): Labels => ({ service, environment });

  it('has an entry for each, and one for a service that is silent in all', () => {
    const facts = readFacts(
      [
        totalFrame(REFS.requests, at('a', 'prod'), 100),
        totalFrame(REFS.requests, at('a', 'test'), 7),
        totalFrame(REFS.requests, of('b'), 5),
        totalFrame(REFS.p95, at('a', 'test'), 0.9),
        totalFrame(REFS.requestsBefore, at('a', 'prod'), 90),
        seriesFrame(REFS.requestsTrend, at('a', 'test'), new Array<number>(10).fill(1)),
        totalFrame(REFS.version, { service: 'a', version: '1.8.2' }, 1),
      ],
      'service',
      services('a', 'silent')
    );
    expect(
      facts.map(({ name, environment, requests, p95, coverage, before, version }) => [
        [name, environment, version],
        [requests, p95, coverage?.seconds, before.requests],
      ])
    ).toEqual([
      [
        ['silent', '', undefined],
        [undefined, undefined, undefined, undefined],
      ],
      [
        ['a', 'prod', '1.8.2'],
        [100, undefined, undefined, 90],
      ],
      [
        ['a', 'test', '1.8.2'],
        [7, 0.9, 600, undefined],
      ],
      [
        ['b', '', undefined],
        [5, undefined, undefined, undefined],
      ],
    ]);
  });

  it('routes have none', () => {
    const [facts] = readFacts([totalFrame(REFS.requests, { route: '/cart', environment: 'prod' }, 5)], 'route');
    expect(facts).not.toHaveProperty('environment');
  });
});

describe('of which time there is data', () => {
  const line = (ref: string, labels: Labels, minutes: number) =>
    seriesFrame(ref, labels, new Array<number>(minutes).fill(1));
  const minutes = (frames: DataFrame[], by: Field) =>
    readFacts(frames, by).map(({ coverage, before }) =>
      [coverage?.seconds, before.coverage?.seconds].map((s) => s && s / 60)
    );

  it('services tell each by itself, now and before', () => {
    expect(
      minutes(
        [
          ...['a', 'b'].map((service) => totalFrame(REFS.requests, of(service), 5)),
          line(REFS.requestsTrend, of('a'), 61),
          line(REFS.requestsTrend, of('b'), 20),
          line(REFS.measuredBefore, of('a'), 30),
        ],
        'service'
      )
    ).toEqual([
      [undefined, 30],
      [20, undefined],
    ]);
  });

  it('routes do not, because one that is asked for seldom begins with the first request', () => {
    const frames = [
      totalFrame(REFS.requests, { route: '/rare' }, 5),
      line(REFS.requestsTrend, { route: '/rare' }, 3),
      line(REFS.measuredBefore, of('a'), 61),
    ];
    expect(minutes([...frames, line(REFS.measured, of('a'), 61)], 'route')).toEqual([[undefined, undefined]]);
    expect(minutes([...frames, line(REFS.measured, of('a'), 40)], 'route')).toEqual([[40, undefined]]);
  });
});

describe('what could not be asked', () => {
  const frames = [totalFrame(REFS.requestsBefore, of('b'), 9)];
  const withError = (refId?: string) =>
    read(
      panelData(frames, { state: LoadingState.Error, errors: [failure('failed', 'took too long', refId)] }),
      'service',
      services('a')
    ).map((fact) => fact.failure);

  it('is told of each where it was the requests, or all', () => {
    expect(withError(REFS.requests)).toEqual(['took too long', 'took too long']);
    expect(withError()).toEqual(['took too long', 'took too long']);
  });

  it('is no matter of the requests where it was something else', () => {
    expect(withError(REFS.p99)).toEqual([undefined, undefined]);
  });
});

it('tells who counts messages, not of its routes', () => {
  const frames = [totalFrame(REFS.requests, of('mailer'), 5)];
  const known = services('mailer').map((one) => ({ ...one, countsMessages: true as const }));
  expect(readFacts(frames, 'service', known)[0]?.countsMessages).toBe(true);
  expect(readFacts(frames, 'service', services('mailer'))[0]?.countsMessages).toBeUndefined();
});

it('tells how many messages wait for a service, and of no other', () => {
  const frames = [
    totalFrame(REFS.requests, of('mailer'), 5),
    totalFrame(REFS.requests, of('cart'), 5),
    totalFrame(REFS.lag, of('mailer'), 42),
    totalFrame(REFS.lag, of('console-consumer-7'), 9),
  ];
  expect(readFacts(frames, 'service').map(({ name, lag }) => [name, lag])).toEqual([
    ['mailer', 42],
    ['cart', undefined],
  ]);
});

it('tells it on no row of one environment: nobody knows which of them it is of', () => {
  const row = (environment: string) => totalFrame(REFS.requests, { service: 'mailer', environment }, 5);
  const frames = [row('production'), row('staging'), totalFrame(REFS.lag, of('mailer'), 42)];
  expect(readFacts(frames, 'service').map(({ environment, lag }) => [environment, lag])).toEqual([
    ['production', undefined],
    ['staging', undefined],
  ]);
});

it('is told of very many services who was not there all the time, now and before', () => {
  const facts = readFacts(
    [
      ofFewFrame(REFS.requestsTrend),
      ...['a', 'b'].map((service) => totalFrame(REFS.requests, of(service), 100)),
      totalFrame(REFS.age, of('a'), 600),
      totalFrame(REFS.ageBefore, of('b'), 1200),
      // A line of a row in sight tells nothing that is not told of all.
      seriesFrame(REFS.requestsTrend, of('b'), [1, 2, 3]),
    ],
    'service'
  );
  expect(facts.map(({ coverage, before }) => [coverage?.seconds, before.coverage?.seconds])).toEqual([
    [600, undefined],
    [undefined, 1200],
  ]);
  expect(facts[0]?.coverage?.since).toBe(NOW - 600_000);
});
