import { type DataFrame } from '@grafana/data';
import { type AnswerNote, type AskedQuery, seriesOf } from '../../../datasources/answer';
import { type QuestionQuery } from '../../../datasources/question';

/** A query of a panel as it was sent, to be asked elsewhere in Grafana. */
export interface CarriedQuery {
  query: QuestionQuery;
  asked: AskedQuery;
  /** What the answer drew. */
  values: Array<number | null>;
  /** Unit of Grafana's. */
  unit?: string;
}

/**
 * The queries of a panel whose answer is what the data source itself returns: of others, such as percentiles that are
 * calculated from the histograms of several services, the query alone says nothing. What is compared with is left out.
 */
export function carriedQueries(queries: readonly QuestionQuery[], frames: readonly DataFrame[]): CarriedQuery[] {
  return queries
    .filter(({ compareWith }) => compareWith === undefined)
    .flatMap((query) => {
      const own = frames.filter(({ refId }) => refId === query.refId);
      const asked = own.flatMap(({ meta }) => (meta?.custom as AnswerNote | undefined)?.asked ?? []);
      const unit = own.flatMap(({ fields }) => fields.flatMap(({ config }) => config.unit ?? []))[0];
      const values = seriesOf(own, query.refId).flatMap((series) => series.values);
      return [...new Map(asked.map((one) => [one.expr, one])).values()]
        .filter(({ isPart }) => !isPart)
        .map((one) => ({ query, asked: one, values, ...(unit !== undefined && { unit }) }));
    });
}
