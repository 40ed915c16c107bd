import { type DataFrame, type DataQueryRequest, LoadingState } from '@grafana/data';
import { of } from 'rxjs';
import { NOW, seriesFrame, totalFrame } from '../ui/testing/frames';
import { type QuestionQuery } from './question';
import { type ResolvedQuery } from './resolve';
import { serviceHealth } from './serviceHealth';

const HOUR = { from: Date.parse('2026-01-15T10:00:00Z'), to: Date.parse('2026-01-15T11:00:00Z') };
const CONTEXT = { metrics: 'prom', environments: ['prod'], comparison: 'off', timeZone: 'utc' } as const;

function asked(data: DataFrame[]) {
  const query = jest.fn((_: DataQueryRequest<QuestionQuery>, __: readonly ResolvedQuery[]) =>
    of({ data, state: LoadingState.Done })
  );
  return { query, queries: () => query.mock.calls[0]?.[1] ?? [] };
}

it('asks once about the present and the previous period, in the chosen environments', async () => {
  const metrics = asked([]);
  await serviceHealth(metrics, CONTEXT, HOUR);
  expect(metrics.query).toHaveBeenCalledTimes(1);
  expect(metrics.queries().map(({ refId, compared }) => [refId, compared?.from])).toEqual(
    ['requests', 'errorRatio', 'p95', 'measured'].flatMap((ref) => [
      [ref, undefined],
      [`${ref}Before`, HOUR.from - 3600_000],
    ])
  );
  for (const { metrics: uid, question } of metrics.queries()) {
    expect(uid).toBe('prom');
    expect(question).toMatchObject({ by: ['service'], where: [{ field: 'environment', values: ['prod'] }] });
  }
});

it('compares with what the user has chosen', async () => {
  const metrics = asked([]);
  await serviceHealth(metrics, { ...CONTEXT, comparison: 'yesterday' }, HOUR);
  expect(metrics.queries().at(-1)?.compared?.from).toBe(HOUR.from - 24 * 3600_000);
});

it('tells of who has requests, or had some', async () => {
  const facts = await serviceHealth(
    asked([
      totalFrame('requests', { service: 'cart' }, 100),
      totalFrame('errorRatio', { service: 'cart' }, 0.1),
      totalFrame('p95', { service: 'cart' }, 0.2),
      totalFrame('requestsBefore', { service: 'gone' }, 50),
      totalFrame('requests', {}, 7),
    ]),
    CONTEXT,
    HOUR
  );
  expect(facts).toEqual([
    { name: 'cart', requests: 100, errorRatio: 0.1, p95: 0.2, before: {}, trend: {} },
    { name: 'gone', before: { requests: 50 }, trend: {} },
  ]);
});

it('tells of which time there is data', async () => {
  const values = Array.from({ length: 21 }, () => 1);
  const span = { from: NOW - 3_600_000, to: NOW };
  const [cart] = await serviceHealth(
    asked([
      totalFrame('requests', { service: 'cart' }, 100),
      seriesFrame('measured', { service: 'cart' }, values),
      seriesFrame('measuredBefore', { service: 'cart' }, [...values, ...values]),
    ]),
    CONTEXT,
    span
  );
  expect(cart?.coverage).toEqual({ since: NOW - 21 * 60_000, seconds: 21 * 60 });
  expect(cart?.before.coverage?.seconds).toBe(42 * 60);
});
