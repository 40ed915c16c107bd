import { type DataFrame } from '@grafana/data';
import { answerFromSample } from '../../../../datasources/sampleShop';
import { dataRequest } from '../../../../datasources/dataRequest';
import { notSupportedFrame } from '../../../../datasources/answer';
import { truthBetween } from '../../../../sample/truth';
import { NOW, seriesFrame } from '../../../../ui/testing/frames';
import { RELEASE_REFS, releaseQueries } from './queries';
import { readReleases } from './read';
import { failureSentence, formatPoints, howText, slowSentence } from './words';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 10);

describe('the bad deploy of the sample shop', () => {
  const { from, culprit } = truthBetween(START, START + 86_400_000).find(({ scenario }) => scenario === 'bad-deploy')!;
  const service = culprit.service;
  const frames = async (span: { from: number; to: number }) => {
    const request = dataRequest('releases', releaseQueries(service), span, MINUTE, 60);
    return (await answerFromSample(request, releaseQueries(service), {} as never, span.to)).data as DataFrame[];
  };

  it('is told: which version, on which route, and that only errors rose', async () => {
    const { versions, failures, slow } = readReleases(
      await frames({ from: from - 20 * MINUTE, to: from + 20 * MINUTE })
    );
    expect(versions[0]).toMatchObject({ version: culprit.version });
    expect(versions[0]?.since).toBeGreaterThanOrEqual(from);
    expect(versions[0]?.since).toBeLessThanOrEqual(from + 2 * MINUTE);
    expect(failures?.how).toBe('side-by-side');
    expect(failures?.routes.filter(({ isFound }) => isFound).map(({ route }) => route)).toEqual([culprit.route]);
    expect(failureSentence(failures!)).toMatch(
      new RegExp(
        `^${culprit.version} fails \\d+ points more on ${culprit.route}: \\d+% of \\d+ requests, [\\d.]+% of the`
      )
    );
    expect(howText(failures!)).toMatch(/at the same time$/);
    expect(slow?.comparison.routes[0]?.isFound).toBe(false);
    expect(slow && slowSentence(slow.bound, slow.comparison)).toMatch(/^As many requests took longer than \d+/);
  });

  it('is none before it', async () => {
    const { versions, failures } = readReleases(await frames({ from: from - 60 * MINUTE, to: from - MINUTE }));
    expect(versions).not.toEqual([]);
    expect(failures).toBeUndefined();
  });
});

describe('requests that do not say their version', () => {
  const many = (value: number) => new Array<number>(10).fill(value);
  const nothing = [RELEASE_REFS.requests, RELEASE_REFS.errors, RELEASE_REFS.durations].map((refId) =>
    notSupportedFrame(refId, 'no version')
  );
  const running = (version: string, instance: string, values: Array<number | null>) =>
    seriesFrame(RELEASE_REFS.running, { version, instance }, values);
  const requests = (instance: string, value: number) =>
    seriesFrame(RELEASE_REFS.requestsByInstance, { instance, route: '/a' }, many(value));
  const errors = (instance: string, value: number) =>
    seriesFrame(RELEASE_REFS.errorsByInstance, { instance, route: '/a' }, many(value));

  it('are those of the version that their instance runs at the moment', () => {
    const { versions, failures } = readReleases([
      ...nothing,
      running('1', 'a', many(1)),
      // A server says so for a while after it has ended.
      running('1', 'b', [1, 1, 1, 1, 1, 1, 1, null, null, null]),
      running('2', 'b', [null, null, null, null, null, 1, 1, 1, 1, 1]),
      requests('a', 10),
      requests('b', 10),
      errors('a', 0),
      errors('b', 1),
    ]);
    expect(versions).toEqual([
      { version: '2', since: NOW - 4 * MINUTE, requests: 3000, shareNow: 0.5 },
      { version: '1', requests: 9000, shareNow: 0.5 },
    ]);
    // Side by side with the instance that has the old version still.
    expect(failures?.routes).toMatchObject([
      { newer: { hits: 300, total: 3000 }, older: { hits: 0, total: 3000 }, isFound: true },
    ]);
    expect(failureSentence(failures!)).toBe('2 fails 10 points more on /a: 10% of 3,000 requests, 0% of the others');
  });

  it('are not compared by what nobody knows to have failed', () => {
    const { failures } = readReleases([
      ...nothing,
      running('1', 'a', many(1)),
      running('2', 'b', many(1)),
      requests('a', 10),
      notSupportedFrame(RELEASE_REFS.errorsByInstance, 'no status'),
    ]);
    expect(failures).toBeUndefined();
  });
});

it('knows nothing where nothing was answered', () => {
  expect(readReleases([])).toEqual({ versions: [] });
});

it.each([
  [0.009, '0.9 points'],
  [-0.5, '50 points'],
  [0.0004, '0.04 points'],
  [0, '0.0 points'],
])('writes a difference of %d as %s', (difference, expected) => {
  expect(formatPoints(difference)).toBe(expected);
});
