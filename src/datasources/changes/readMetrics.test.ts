import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { caseMetricQuestions } from './metricQuestions';
import { readCaseMetrics } from './readMetrics';

const MINUTE = 60_000;
const TIMES = { before: { from: 0, to: 3 * MINUTE }, during: { from: 3 * MINUTE, to: 5 * MINUTE } };
const ENDS = [1, 2, 3, 4, 5].map((minute) => minute * MINUTE);

function line(labels: AnswerSeries['labels'], values: AnswerSeries['values'], times = ENDS): AnswerSeries {
  return { labels, times, values };
}

function read(answers: Record<string, AnswerSeries[]>) {
  return readCaseMetrics(caseMetricQuestions('all'), (refId) => answers[refId] ?? [], TIMES, MINUTE);
}

it('counts what was in each step, and leaves durations and levels as they are', () => {
  const { times, series } = read({
    'service-requests': [line({ service: 'cart' }, [1, 2, 3, 4, null])],
    'service-duration': [line({ service: 'cart' }, [0.1, 0.2, NaN, 0.4, 0.5])],
    'instance-cpu': [line({ service: 'cart', instance: 'cart-0' }, [10, 20, 30, 40, 50])],
    'service-saturation': [line({ service: 'mails' }, [1, 1, 1, 1, 9])],
  });
  expect(times).toEqual([0, 1, 2, 3, 4].map((minute) => minute * MINUTE));
  expect(series).toEqual([
    { entity: { kind: 'service', service: 'cart' }, measure: 'requests', values: [60, 120, 180, 240, null] },
    { entity: { kind: 'service', service: 'cart' }, measure: 'duration', values: [0.1, 0.2, null, 0.4, 0.5] },
    { entity: { kind: 'instance', service: 'cart', name: 'cart-0' }, measure: 'cpu', values: [10, 20, 30, 40, 50] },
    { entity: { kind: 'service', service: 'mails' }, measure: 'saturation', values: [1, 1, 1, 1, 9] },
  ]);
});

it('leaves out what nobody named, and what has no numbers', () => {
  const { series } = read({
    'service-requests': [line({}, [1, 1, 1, 1, 1]), line({ service: 'idle' }, [null, null, null, null, null])],
    'route-errors': [line({ service: 'cart', route: '' }, [1, 1, 1, 1, 1])],
  });
  expect(series).toEqual([]);
});

it('puts the answers for two times that do not meet into one series', () => {
  const { series } = readCaseMetrics(
    caseMetricQuestions('none'),
    (refId) =>
      refId === 'service-requests'
        ? [
            line(
              { service: 'cart' },
              [1, 2],
              [1, 2].map((m) => m * MINUTE)
            ),
            line({ service: 'cart' }, [5], [11 * MINUTE]),
          ]
        : [],
    { before: { from: 0, to: 2 * MINUTE }, during: { from: 10 * MINUTE, to: 11 * MINUTE } },
    MINUTE
  );
  expect(series.map(({ values }) => values)).toEqual([[60, 120, 300]]);
});

it('reads since when a version ran, and until when', () => {
  const { versions } = read({
    build: [
      line({ service: 'cart', instance: 'cart-0', version: '1' }, [1, 1, 1, null, null]),
      line({ service: 'cart', instance: 'cart-0', version: '2' }, [null, null, 0, 1, 1]),
      line({ service: 'cart', version: '' }, [1, 1, 1, 1, 1]),
    ],
  });
  expect(versions).toEqual([
    { service: 'cart', instance: 'cart-0', version: '1', ran: { from: 0, to: 3 * MINUTE } },
    { service: 'cart', instance: 'cart-0', version: '2', ran: { from: 3 * MINUTE, to: 5 * MINUTE } },
  ]);
});

it('asks for parts of all services, of one, or of none, each answer under a name of its own', () => {
  const [all, one, none] = (['all', { service: 'cart' }, 'none'] as const).map(caseMetricQuestions);
  expect(new Set(all?.map(({ refId }) => refId)).size).toBe(all?.length);
  const partsOf = (questions = all) => questions?.filter(({ part }) => part !== undefined) ?? [];
  expect(partsOf(all).every(({ question }) => question.where.length === 0)).toBe(true);
  expect(partsOf(one).map(({ question }) => question.where)).toEqual(
    partsOf(all).map(() => [{ field: 'service', op: 'in', values: ['cart'] }])
  );
  expect(partsOf(none)).toEqual([]);
  expect(none?.map(({ refId }) => refId)).toContain('service-cpu');
});
