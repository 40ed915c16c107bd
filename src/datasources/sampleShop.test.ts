import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type DataFrame, type DataQueryRequest, dateTime, LoadingState } from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { metricQuestion } from '../telemetry/questions/metric';
import { isExemplarFrame } from '../telemetry/dialects/promql/read';
import { notSupportedReason, seriesOf, total, totalsBy } from './answer';
import { ask, askCompared, type QuestionQuery } from './question';
import { answerFromSample, sampleEnvironments } from './sampleShop';
import { SampleMode } from './client/sampleMode';
import { TelemetryClient } from './client/telemetryClient';
import { lastAnswer } from './lastAnswer';
import { resolve } from './resolve';

const TO = Date.UTC(2026, 10, 18, 20);
const HOUR = 3_600_000;
const request = (targets: QuestionQuery[], from = TO - HOUR, to = TO) =>
  ({
    targets,
    range: { from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } },
    intervalMs: 60_000,
    scopedVars: {},
    timezone: 'utc',
  }) as unknown as DataQueryRequest<QuestionQuery>;

const requests = metricQuestion({ measure: 'requests', stat: { kind: 'count' }, by: ['service'], shape: 'total' });
const rate = metricQuestion({ measure: 'requests', stat: { kind: 'rate' } });

/** Whoever uses it fails. */
const untouchable = new Proxy(
  {},
  {
    get: (_, name) => () => {
      throw new Error(`asked: ${String(name)}`);
    },
  }
);
const sampleMode = new SampleMode();
const { metrics } = new TelemetryClient({ sampleMode });

function query(targets: QuestionQuery[]) {
  const asked = request(targets);
  const queries = targets.flatMap((target) => resolve(target, asked, (text) => text));
  return lastAnswer(metrics.query(asked, queries));
}

beforeAll(() => setDataSourceSrv(untouchable as never));

describe('while sample data is on', () => {
  beforeEach(() => sampleMode.set(true));
  afterEach(() => sampleMode.set(false));

  it('the sample shop answers, and no data source is asked', async () => {
    const { data, errors, state } = await query([ask('requests', requests)]);
    expect([errors, state]).toEqual([undefined, LoadingState.Done]);
    expect(totalsBy(data as DataFrame[], 'requests', 'service').get('payments')).toBeGreaterThan(0);
    const services = await metrics.services({ metrics: '', environments: [], at: TO });
    expect(services).toHaveLength(8);
    expect(services[0]).toMatchObject({ service: 'storefront', hasStatus: true, hasDuration: true });
  });

  it('offers the environments of the sample shop', async () => {
    expect(await metrics.environments('', TO)).toEqual(['production', 'staging']);
    expect(await sampleEnvironments()).toEqual(['production', 'staging']);
  });

  it('tells what goes before, on the time axis of now', async () => {
    const { data } = await query([ask('now', rate), askCompared('before', rate, undefined, 'previous')]);
    const [now, before] = [seriesOf(data as DataFrame[], 'now')[0], seriesOf(data as DataFrame[], 'before')[0]];
    expect(before?.times).toEqual(now?.times);
    expect(before?.values).not.toEqual(now?.values);
  });
});

it('asks data sources again when it is off', async () => {
  sampleMode.set(false);
  const { data, errors } = await query([ask('requests', requests)]);
  expect(data).toEqual([]);
  expect(errors).toHaveLength(1);
});

describe('an answer', () => {
  const answered = async (question: typeof rate, from = TO - HOUR, to = TO, now = TO) => {
    const asked = { refId: 'A', question, legend: 'all' };
    return (await answerFromSample(request([], from, to), [asked], {}, now)).data as DataFrame[];
  };

  it('has the unit, the legend and the times that panels read', async () => {
    const [frame] = await answered(rate);
    expect(frame?.fields[1]?.config).toMatchObject({ unit: 'reqps', displayNameFromDS: 'all' });
    expect(frame?.fields[0]?.values.at(-1)).toBe(TO);
  });

  it('knows nothing of what has not happened yet', async () => {
    const [frame] = await answered(rate, TO - HOUR, TO + HOUR, TO);
    expect(frame?.fields[0]?.values.at(-1)).toBe(TO);
    expect(await answered(rate, TO + 1, TO + HOUR, TO)).toEqual([]);
  });

  it('says what it does not know, as other answers do', async () => {
    const frames = await answered(metricQuestion({ measure: 'requests', stat: { kind: 'value' } }));
    expect(notSupportedReason(frames)).toBe('No value of HTTP requests');
  });

  it('goes by the statuses that the set-up calls errors', async () => {
    const errors = metricQuestion({ measure: 'errors', stat: { kind: 'count' }, shape: 'total' });
    const asked = { refId: 'A', question: errors };
    const count = async (errorStatus: string[]) =>
      total((await answerFromSample(request([]), [asked], { errorStatus }, TO)).data as DataFrame[], 'A');
    expect(await count(['5xx', '404'])).toBeGreaterThan((await count(['5xx'])) ?? Infinity);
  });

  it('carries exemplars beside its series', async () => {
    const frames = await answered(
      metricQuestion({ measure: 'duration', stat: { kind: 'quantile', q: 0.95 }, exemplars: true })
    );
    const [exemplars] = frames.filter(isExemplarFrame);
    expect(exemplars?.meta?.dataTopic).toBe('annotations');
    expect(exemplars?.fields.find(({ name }) => name === 'trace_id')?.values[0]).toMatch(/^[0-9a-f]{32}$/);
    const times = exemplars?.fields[0]?.values as number[];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(seriesOf(frames, 'A')).toHaveLength(1);
  });
});

it('is loaded by one dynamic import and nothing else, so that it is a chunk of its own', () => {
  const src = path.join(__dirname, '..');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith('sample/')
  );
  const importing = files.flatMap((file) => {
    const text = readFileSync(path.join(src, file), 'utf8');
    return [...text.matchAll(/^.*['"](\.\.?\/[^'"]*)['"].*$/gm)]
      .filter(([, to = '']) => /^sample(?:\/|$)/.test(path.join(path.dirname(file), to)))
      .map(([line]) => `${file}: ${line.trim()}`);
  });
  expect(importing.sort()).toEqual([
    `datasources/sampleShop.ts: export const loadSample = () => import(/* webpackChunkName: "sample-shop" */ '../sample');`,
    "datasources/sampleShop.ts: import type { SampleExemplar } from '../sample';",
  ]);
});
