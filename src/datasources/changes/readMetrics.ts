import { CASE_MEASURES, type CaseSeries, type CaseVersion, type ChangeCase } from '../../analysis/causes/case';
import { groupBy } from '../../analysis/groupBy';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { type Labels } from '../../telemetry/vocabulary';
import { type CaseMetricQuestion } from './metricQuestions';
import { ofReaders } from './queues';
import { wholeSteps } from './steps';

/** What metrics tell of a case. */
export type MetricsOfCase = Pick<ChangeCase, 'times' | 'series' | 'versions'>;

/**
 * Reads the answers to questions of metrics.
 * @param answerOf the series by the name of a question; each point tells of the step that ends there
 * @param step milliseconds
 */
export function readCaseMetrics(
  questions: readonly CaseMetricQuestion[],
  answerOf: (refId: string) => readonly AnswerSeries[],
  { before, during }: Pick<ChangeCase, 'before' | 'during'>,
  step: number
): MetricsOfCase {
  const answers = questions.map((asked) => ({ asked, series: answerOf(asked.refId) }));
  const ends = new Set<number>();
  answers.forEach(({ series }) => series.forEach((one) => one.times.forEach((end) => ends.add(end))));
  const times = wholeSteps(ends, step, [before, during]);
  const places = new Map(times.map((time, place) => [time, place]));
  const spread = (lines: readonly AnswerSeries[]) => {
    const values = new Array<number | null>(times.length).fill(null);
    for (const line of lines) {
      line.times.forEach((end, i) => {
        const place = places.get(end - step);
        const value = line.values[i];
        if (place !== undefined && typeof value === 'number' && Number.isFinite(value)) {
          values[place] = value;
        }
      });
    }
    return values;
  };
  const found: { series: CaseSeries[]; versions: CaseVersion[] } = { series: [], versions: [] };
  for (const { asked, series } of answers) {
    // Times that do not meet are answered by a line each.
    for (const lines of groupBy(series, ({ labels }) => keyOf(asked, labels)).values()) {
      const [labels, values] = [lines[0]?.labels ?? {}, spread(lines)];
      found.series.push(...seriesOf(asked, labels, values, step));
      found.versions.push(...(asked.measure === 'build' ? versionOf(labels, values, times, step) : []));
    }
  }
  return { times, series: ofReaders(found.series), versions: found.versions };
}

function keyOf({ question }: CaseMetricQuestion, labels: Labels): string {
  return JSON.stringify(question.by.map((field) => labels[field] ?? ''));
}

/** What nobody named, as of metrics without a label for it, is nothing that could be told. */
function seriesOf(
  { kind, part, measure, question }: CaseMetricQuestion,
  labels: Labels,
  values: Array<number | null>,
  step: number
): CaseSeries[] {
  const { service } = labels;
  const name = part && labels[part];
  if (measure === 'build' || !service || (part && !name) || values.every((value) => value === null)) {
    return [];
  }
  const isRate = question.stat.kind === 'rate' && CASE_MEASURES[measure].reading !== 'level';
  return [
    {
      entity: { kind, service, ...(name !== undefined && { name }) },
      measure,
      // Rates are per second; a case counts what was in a step.
      values: isRate ? values.map((value) => value && (value * step) / 1000) : values,
    },
  ];
}

/** From its first step to its last; what runs at a later step again never stopped, as far as can be told. */
function versionOf(
  { service, instance, version }: Labels,
  values: ReadonlyArray<number | null>,
  times: readonly number[],
  step: number
): CaseVersion[] {
  const running = values.flatMap((value, place) => (value !== null && value > 0 ? (times[place] ?? []) : []));
  const [from] = running;
  return service && version && from !== undefined
    ? [{ service, ...(instance ? { instance } : {}), version, ran: { from, to: (running.at(-1) ?? from) + step } }]
    : [];
}
