import { type DataFrame } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { INFRA_CONVENTIONS } from '../../telemetry/conventions/infrastructure';
import { type AnswerSeries } from '../../telemetry/dialects/promql/read';
import { readInfra, readInfraOver } from '../../telemetry/dialects/promql/infrastructure/read';
import { readTargets } from '../../telemetry/dialects/promql/infrastructure/readTargets';
import {
  type InfraQuery,
  renderInfra,
  renderInfraOver,
  renderTargets,
} from '../../telemetry/dialects/promql/infrastructure/render';
import {
  type InfraAnswer,
  type InfraEntity,
  type InfraKind,
  type InfraMeasure,
  type InfraSeries,
  type InfraSource,
  type InfraTarget,
} from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { seriesOf } from '../answer';
import { type SourceContext } from '../client/sourceContext';
import { dataRequest, uniqueRequestId } from '../dataRequest';
import { explainFailure } from '../explain';
import { TelemetryError } from '../failure';
import { chooseDataSource, type SignalKind } from '../find';
import { type PromQuery } from '../prometheus';
import { queryFrames, type ResourceDataSource } from '../runQueries';
import { type Settings } from '../settings';

/** The series of one query of an answer. */
type SeriesOf = (refId: string) => readonly AnswerSeries[];

/** Hosts, containers and databases, by what their exporters tell this user's Prometheus: one request an answer. */
export class OwnInfra implements InfraSource {
  constructor(
    private readonly context: SourceContext,
    private readonly settings: Pick<Settings, SignalKind>
  ) {}

  async now(kind: InfraKind, span: TimeSpan, signal?: AbortSignal): Promise<InfraAnswer> {
    const queries = renderInfra(INFRA_CONVENTIONS, kind, { rangeSeconds: secondsOf(span) });
    const answer = await this.ask(queries, span, undefined, signal);
    const { environments } = this.context;
    const { entities: all, ...rest } = readInfra(INFRA_CONVENTIONS, kind, answer);
    const entities = all.filter(
      // What names no environment may be of any.
      ({ environment }) => !environment || environments.length === 0 || environments.includes(environment)
    );
    return { ...rest, entities, elsewhere: all.length - entities.length };
  }

  async over(
    entities: readonly InfraEntity[],
    measures: readonly InfraMeasure[],
    span: TimeSpan,
    step: number,
    signal?: AbortSignal
  ): Promise<InfraSeries[]> {
    const selected = new Map<string, string[]>();
    entities.forEach(({ toldAs }) =>
      toldAs.forEach(({ by, as }) => as !== '' && selected.set(by, [...new Set([...(selected.get(by) ?? []), as])]))
    );
    const asked = { rangeSeconds: secondsOf(span), stepSeconds: Math.round(step / 1000) };
    const queries = renderInfraOver(INFRA_CONVENTIONS, measures, selected, asked);
    if (queries.length === 0) {
      return [];
    }
    return readInfraOver(INFRA_CONVENTIONS, entities, measures, await this.ask(queries, span, step, signal));
  }

  async targets(span: TimeSpan, signal?: AbortSignal): Promise<InfraTarget[]> {
    return readTargets(await this.ask(renderTargets(), span, undefined, signal));
  }

  /** @param step undefined: at the end of the time only */
  private async ask(
    queries: readonly InfraQuery[],
    span: TimeSpan,
    step: number | undefined,
    signal?: AbortSignal
  ): Promise<SeriesOf> {
    const dataSource = chooseDataSource('metrics', this.context.metrics, this.settings.metrics);
    try {
      const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
      const isInstant = step === undefined;
      const targets = queries.map(({ refId, expr }): PromQuery => ({
        refId,
        expr,
        instant: isInstant,
        range: !isInstant,
        format: 'time_series',
        ...(!isInstant && { interval: `${Math.round(step / 1000)}s` }),
      }));
      const points = isInstant ? 1 : Math.ceil((span.to - span.from) / step) + 1;
      const request = dataRequest(uniqueRequestId('tillwatch-infrastructure'), targets, span, step, points);
      return seriesByQuery(await queryFrames(instance, request, signal));
    } catch (error) {
      signal?.throwIfAborted();
      throw new TelemetryError(await explainFailure(error, dataSource));
    }
  }
}

/** The series of each query: of many hosts there are many, which are gone through once. */
function seriesByQuery(frames: readonly DataFrame[]): SeriesOf {
  const byQuery = new Map<string, DataFrame[]>();
  for (const frame of frames) {
    const own = byQuery.get(frame.refId ?? '');
    if (own) {
      own.push(frame);
    } else {
      byQuery.set(frame.refId ?? '', [frame]);
    }
  }
  return (refId) => seriesOf(byQuery.get(refId) ?? [], refId);
}

const secondsOf = ({ from, to }: TimeSpan) => Math.max(1, Math.round((to - from) / 1000));
