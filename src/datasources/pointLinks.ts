import { type DataFrame, type DataLink, FieldType } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { type AppLocation, appLocationUrl, at } from '../correlation/appLocation';
import { type LinkContext, logsBehind, tracesBehind } from '../correlation/links';
import { spanOfPoint, requestsBehind } from '../correlation/metricLinks';
import { sharedPart } from '../correlation/sharedUrlState';
import { type MetricQuestion } from '../telemetry/questions/metric';

/**
 * Points of series that lead to the traces and the log lines behind them: of this service, route and status, at that
 * moment. Totals have no points; the cells of a distribution are no points either.
 */
export function withPointLinks(frame: DataFrame, question: MetricQuestion): DataFrame {
  const time = frame.fields.find(({ type }) => type === FieldType.time);
  if (!time || question.shape !== 'series' || question.stat.kind === 'distribution') {
    return frame;
  }
  const times = time.values as number[];
  const linkTo = (title: string, lead: (context: LinkContext) => AppLocation, labels: Record<string, string>): DataLink => ({
    title,
    url: '',
    onBuildUrl: ({ replaceVariables }) => {
      const point = (name: string) => Number(replaceVariables?.(`\${__value.${name}}`) ?? NaN);
      const value = point('raw');
      const context = requestsBehind(question, labels, Number.isFinite(value) ? value : undefined);
      const there = at(lead(context), spanOfPoint(times, point('time')));
      return appLocationUrl(there, sharedPart(locationService.getLocation().search));
    },
  });
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      field.type === FieldType.number
        ? {
            ...field,
            config: {
              ...field.config,
              links: [
                linkTo('Traces at this time', tracesBehind, field.labels ?? {}),
                linkTo('Logs at this time', logsBehind, field.labels ?? {}),
              ],
            },
          }
        : field
    ),
  };
}
