import { type DataFrame } from '@grafana/data';
import { type ComparedTimeSpan } from '../analysis/comparison';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { isExemplarFrame, readAnswer, toFrames } from '../telemetry/dialects/promql/read';
import { renderMetricQuestion } from '../telemetry/dialects/promql/render';
import { type RenderContext, type Rendered, type RenderedQuery } from '../telemetry/dialects/promql/rendered';
import { type MetricQuestion } from '../telemetry/questions/metric';
import { type AnswerNote, type AskedQuery, notSupportedFrame } from './answer';
import { drawnFrames } from './drawnFrames';
import { type PromQuery } from './prometheus';
import { type NotSupported } from '../telemetry/questions/notSupported';

interface AskedQuestion {
  refId: string;
  question: MetricQuestion;
  legend?: string;
}

/** A question with the queries that answer it. */
export interface MetricTarget extends AskedQuestion {
  rendered: Rendered | NotSupported;
  queries: Array<{ query: RenderedQuery; target: PromQuery }>;
}

/** Renders questions as targets for Grafana's Prometheus data source, each under a refId of its own. */
export function planMetrics(
  questions: readonly AskedQuestion[],
  detection: MetricDetection,
  context: RenderContext
): MetricTarget[] {
  return questions.map((asked) => {
    const rendered = renderMetricQuestion(asked.question, detection, context);
    const queries = 'notSupported' in rendered ? [] : rendered.queries;
    return {
      ...asked,
      rendered,
      queries: queries.map((query, index) => ({
        query,
        target: {
          refId: queries.length === 1 ? asked.refId : `${asked.refId}_${index}`,
          expr: query.expr,
          instant: asked.question.shape === 'total',
          range: asked.question.shape === 'series',
          exemplar: asked.question.exemplars === true,
          format: 'time_series',
        },
      })),
    };
  });
}

/** Reads Prometheus' frames back into the answers of the questions, in the vocabulary. */
export function answerMetrics(
  plan: readonly MetricTarget[],
  frames: readonly DataFrame[],
  dataSource: AskedQuery['dataSource'],
  compared?: ComparedTimeSpan
): DataFrame[] {
  return plan.flatMap(({ refId, question, legend, rendered, queries }) => {
    if ('notSupported' in rendered) {
      return [notSupportedFrame(refId, rendered)];
    }
    const own = queries.map(({ query, target }) => ({
      query,
      frames: frames.filter((frame) => frame.refId === target.refId),
    }));
    const about = {
      refId,
      unit: rendered.unit,
      legend,
      note: {
        asked: queries.map(({ target, query }) => ({
          expr: target.expr,
          instant: target.instant === true,
          ...(query.reading.kind !== 'series' && { isPart: true }),
          dataSource,
        })),
      } satisfies AnswerNote,
      executed: queries.map(({ target }) => executedText(own, target)),
      notices: rendered.notices,
    };
    const series = readAnswer(own, question);
    const exemplars = own
      .flatMap((part) => part.frames.filter(isExemplarFrame))
      .map((frame): DataFrame => ({ ...frame, refId }));
    return drawnFrames(toFrames(series, about), exemplars, compared);
  });
}

/** The text as Grafana executed it, its macros replaced; else as we wrote it. */
function executedText(own: ReadonlyArray<{ frames: DataFrame[] }>, target: PromQuery): string {
  const said = own
    .flatMap(({ frames }) => frames)
    .find((frame) => frame.refId === target.refId && frame.meta?.executedQueryString)?.meta?.executedQueryString;
  return said?.replace(/^Expr: /, '').replace(/\nStep: .*$/s, '') ?? target.expr;
}
