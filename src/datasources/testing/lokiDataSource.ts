import { type DataFrame, type DataQueryRequest, FieldType, LoadingState } from '@grafana/data';
import { from } from 'rxjs';
import { type Labels } from '../../telemetry/vocabulary';
import { type LokiEngine } from '../../telemetry/testing/loki';
import { type LokiQuery } from '../lokiQueries';
import { type ResourceDataSource } from '../runQueries';

interface Streams {
  resultType: 'streams';
  result: Array<{
    stream: Labels;
    values: Array<[string, string, { structuredMetadata?: Labels; parsed?: Labels }?]>;
  }>;
}

interface Samples {
  resultType: 'matrix' | 'vector';
  result: Array<{ metric: Labels; values?: Array<[number, string]>; value?: [number, string] }>;
}

interface Answer {
  data: (Streams | Samples) & { stats: { summary: Record<string, number> } };
}

/** What was asked of a data source. */
export interface Asked {
  queries: string[];
  resources: string[];
}

/** A data source that asks a Loki itself and answers in frames as Grafana's Loki data source makes them. */
export function lokiDataSource(engine: LokiEngine, asked: Asked = { queries: [], resources: [] }): ResourceDataSource {
  const run = async (target: LokiQuery, { range }: DataQueryRequest<LokiQuery>): Promise<DataFrame[]> => {
    asked.queries.push(target.expr);
    const nanoseconds = (time: number) => `${time}000000`;
    const [start, end] = [nanoseconds(range.from.valueOf()), nanoseconds(range.to.valueOf())];
    const { data } =
      target.queryType === 'instant'
        ? await engine.get<Answer>('query', { query: target.expr, time: end })
        : await engine.get<Answer>('query_range', {
            query: target.expr,
            start,
            end,
            limit: String(target.maxLines ?? 1000),
            direction: target.direction ?? 'backward',
            ...(target.step !== undefined && { step: target.step }),
          });
    return data.resultType === 'streams' ? [linesFrame(target, data)] : sampleFrames(target, data);
  };
  const dataSource = {
    uid: `engine-${engine.url}`,
    query: (request: DataQueryRequest<LokiQuery>) =>
      from(
        Promise.all(request.targets.map((target) => run(target, request))).then((frames) => ({
          data: frames.flat(),
          state: LoadingState.Done,
        }))
      ),
    getResource: (path: string, params: Record<string, unknown> = {}) => {
      asked.resources.push(path);
      return engine.get(path, Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])));
    },
  };
  return dataSource as unknown as ResourceDataSource;
}

function linesFrame({ refId, direction }: LokiQuery, { result, stats }: Streams & Answer['data']): DataFrame {
  const lines = result.flatMap(({ stream, values }) =>
    values.map(([nanoseconds, line, { structuredMetadata = {}, parsed = {} } = {}]) => ({
      nanoseconds,
      line,
      labels: { ...stream, ...structuredMetadata, ...parsed },
      types: {
        ...Object.fromEntries(Object.keys(stream).map((name) => [name, 'I'])),
        ...Object.fromEntries(Object.keys(structuredMetadata).map((name) => [name, 'S'])),
        ...Object.fromEntries(Object.keys(parsed).map((name) => [name, 'P'])),
      },
    }))
  );
  const sign = direction === 'forward' ? 1 : -1;
  lines.sort((a, b) => sign * (a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0));
  const field = (name: string, type: FieldType, values: unknown[]) => ({ name, type, config: {}, values });
  return {
    refId,
    length: lines.length,
    meta: {
      stats: [
        {
          displayName: 'Summary: total bytes processed',
          unit: 'decbytes',
          value: stats.summary.totalBytesProcessed ?? 0,
        },
        { displayName: 'Summary: total lines processed', value: stats.summary.totalLinesProcessed ?? 0 },
        { displayName: 'Summary: exec time', unit: 's', value: stats.summary.execTime ?? 0 },
      ],
    },
    fields: [
      field(
        'labels',
        FieldType.other,
        lines.map(({ labels }) => labels)
      ),
      field(
        'Time',
        FieldType.time,
        lines.map(({ nanoseconds }) => Number(nanoseconds.slice(0, -6)))
      ),
      field(
        'Line',
        FieldType.string,
        lines.map(({ line }) => line)
      ),
      field(
        'tsNs',
        FieldType.string,
        lines.map(({ nanoseconds }) => nanoseconds)
      ),
      field(
        'labelTypes',
        FieldType.other,
        lines.map(({ types }) => types)
      ),
    ],
  };
}

function sampleFrames({ refId }: LokiQuery, { result }: Samples): DataFrame[] {
  return result.map(({ metric, values, value }) => {
    const points = values ?? (value ? [value] : []);
    return {
      refId,
      length: points.length,
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: points.map(([seconds]) => seconds * 1000) },
        {
          name: 'Value',
          type: FieldType.number,
          config: {},
          labels: { ...metric },
          values: points.map(([, text]) => Number(text)),
        },
      ],
    };
  });
}
