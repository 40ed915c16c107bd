import { type DataFrame, type DataLink, DataTopic, FieldType } from '@grafana/data';
import { type CustomTransformerDefinition } from '@grafana/scenes';
import { map } from 'rxjs';
import { type AppLocation, at } from '../../correlation/appLocation';
import { type LinkContext, logsBehind, tracesBehind } from '../../correlation/links';
import { requestsBehind, spanOfPoint } from '../../correlation/metricLinks';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { type QuestionQuery } from '../../datasources/question';
import { t } from '../../i18n/t';
import { linkFromHere } from './linkFromHere';
import { isExemplarFrame, isTraceIdField } from '../../telemetry/dialects/promql/read';
import { type MetricQuestion } from '../../telemetry/questions/metric';

/**
 * The links of a panel's points, as transformations of its data: points of series lead to the traces and the log lines
 * behind them, exemplars to their trace. They are added here because only a panel knows that somebody
 * can click; the data itself knows nothing of pages.
 * @param queriesOf the queries that the panel draws, asked for when there is data
 */
export function pointLinks(queriesOf: () => readonly QuestionQuery[]): CustomTransformerDefinition[] {
  const linked = (frames: DataFrame[]) => {
    const queries = queriesOf();
    return frames.map((frame) => withLinks(frame, queries));
  };
  // Exemplars are annotations to Grafana.
  return [DataTopic.Series, DataTopic.Annotations].map((topic) => ({
    topic,
    operator: () => (source) => source.pipe(map(linked)),
  }));
}

/** A frame whose points lead on; the same one where they lead nowhere. */
export function withLinks(frame: DataFrame, queries: readonly QuestionQuery[]): DataFrame {
  if (isExemplarFrame(frame)) {
    return withTraceLinks(frame);
  }
  const query = queries.find(({ refId }) => refId === frame.refId);
  // What is compared with happened at another time than it is drawn at, so no point of it leads anywhere.
  return query?.question.about === 'metric' && query.compareWith === undefined
    ? withPointLinks(frame, query.question)
    : frame;
}

/**
 * Points that lead to the traces and the log lines of this service, route and status, at that moment. Totals have no
 * points; the cells of a distribution are no points either.
 */
function withPointLinks(frame: DataFrame, question: MetricQuestion): DataFrame {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  const isDrawn = frame.meta?.dataTopic !== DataTopic.Annotations;
  if (!time || !isDrawn || question.shape !== 'series' || question.stat.kind === 'distribution') {
    return frame;
  }
  const times = time.values as number[];
  const linkTo = (
    title: string,
    lead: (context: LinkContext) => AppLocation,
    labels: Record<string, string>
  ): DataLink => ({
    title,
    url: '',
    onBuildUrl: ({ replaceVariables }) => {
      const point = (name: string) => Number(replaceVariables?.(`\${__value.${name}}`) ?? NaN);
      const value = point('raw');
      const context = requestsBehind(question, labels, Number.isFinite(value) ? value : undefined);
      return linkFromHere(at(lead(context), spanOfPoint(times, point('time'))));
    },
  });
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      // What says itself where it leads keeps its links.
      field.type === FieldType.number && field.config.links === undefined
        ? {
            ...field,
            config: {
              ...field.config,
              links: [
                linkTo(t('ui.point.traces', 'Traces at this time'), tracesBehind, field.labels ?? {}),
                linkTo(t('ui.point.logs', 'Logs at this time'), logsBehind, field.labels ?? {}),
              ],
            },
          }
        : field
    ),
  };
}

/** Exemplars whose trace IDs lead to their trace, in the time and with the filters that the user has. */
function withTraceLinks(frame: DataFrame): DataFrame {
  const link: DataLink = {
    title: t('ui.point.trace', 'Open trace'),
    url: '',
    onBuildUrl: ({ replaceVariables }) => {
      const point = (name: string) => replaceVariables?.(`\${__value.${name}}`) ?? '';
      return linkFromHere(traceUrl.write({ traceId: point('raw'), near: Number(point('time')) }));
    },
  };
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      isTraceIdField(field) ? { ...field, config: { ...field.config, links: [link] } } : field
    ),
  };
}
