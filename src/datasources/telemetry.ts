import {
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  dateTime,
  LoadingState,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { registerRuntimeDataSource, RuntimeDataSource, sceneGraph, SceneObjectBase } from '@grafana/scenes';
import { type DataQuery } from '@grafana/schema';
import { catchError, combineLatest, defer, lastValueFrom, map, type Observable, of, switchMap } from 'rxjs';
import { type ComparedTimeSpan } from '../analysis/comparison';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { metricQuestion, type MetricQuestion } from '../telemetry/questions/metric';
import { type AskedQuery, saysNothing, total } from './answer';
import { explainFailure } from './explain';
import { chooseDataSource } from './find';
import { classifyFailure, TelemetryError } from './failure';
import { type DetectedSource, MetricDetections } from './metricDetections';
import { answerMetrics, type MetricTarget, planMetrics } from './metrics';
import { NAMES_WITHIN_SECONDS } from './prometheus';
import { errorsOf, type ResourceDataSource, runQueries } from './runQueries';
import { type QuestionQuery, TELEMETRY_PLUGIN_ID, TELEMETRY_UID } from './question';
import { momentOf, resolve, type ResolvedQuery } from './resolve';
import { isSampleMode } from './sampleMode';
import { answerFromSample, sampleEnvironments } from './sampleShop';
import { isMeasured, knownServices, servicesFrame, servicesIn } from './services';
import { errorStatusPattern, type Settings } from './settings';
import { type TimeSpan } from '../telemetry/timeSpan';

/**
 * The only data source that scenes name. It takes questions, finds out what the metrics mean, writes the query, asks
 * the user's own data source as the signed-in user, and reads the answer into the vocabulary. While sample data is on
 * the sample shop answers instead, and no data source is asked.
 */
export class TelemetryDataSource extends RuntimeDataSource<QuestionQuery> {
  private detections = new MetricDetections();

  constructor(private loadSettings: () => Promise<Settings>) {
    super(TELEMETRY_PLUGIN_ID, TELEMETRY_UID);
  }

  override query(request: DataQueryRequest<QuestionQuery>): Observable<DataQueryResponse> {
    const queries = request.targets.flatMap((query) => resolve(query, request));
    if (queries.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    if (isSampleMode()) {
      return defer(async () => answerFromSample(request, queries, await this.loadSettings())).pipe(
        catchError((error: unknown) => of(failed(error, 'The sample shop')))
      );
    }
    return defer(async () => this.prepare(request, queries)).pipe(
      switchMap(({ dataSource, source, detection, moment, isAssumed }) => {
        const answer = (using: MetricDetection): Observable<DataQueryResponse> =>
          // Whoever was not measured then need not be asked for.
          moment && moment.services.length > 0 && !moment.services.some((service) => isMeasured(using, service))
            ? of({ data: [], state: LoadingState.Done })
            : this.answer(request, queries, using, source, describe(dataSource));
        return answer(detection).pipe(
          // Names that held at another time say nothing here: they may have been others.
          switchMap((response) =>
            isAssumed && saysNothing(response)
              ? defer(() => this.detections.at(source, request.range.to.valueOf())).pipe(switchMap(answer))
              : of(response)
          ),
          catchError((error: unknown) => of(failed(error, dataSource.name)))
        );
      }),
      catchError((error: unknown) => of(failed(error, 'The data source')))
    );
  }

  /** The values of the environment variable; none where they cannot be found out, which the panels tell better. */
  override async metricFindQuery(
    query: Pick<QuestionQuery, 'metrics'>,
    options?: { scopedVars?: ScopedVars; range?: Pick<TimeRange, 'to'> }
  ): Promise<MetricFindValue[]> {
    if (isSampleMode()) {
      return (await sampleEnvironments()).map((text) => ({ text }));
    }
    const scene: unknown = options?.scopedVars?.__sceneObject?.value?.valueOf();
    const metrics = scene instanceof SceneObjectBase ? sceneGraph.interpolate(scene, query.metrics) : query.metrics;
    try {
      // Of the time that one looks at: what runs now may be others.
      const { detection } = await this.detection(metrics, options?.range?.to.valueOf() ?? Date.now());
      const environments = new Set(knownServices(detection).flatMap((service) => service.environments));
      return [...environments].sort().map((text) => ({ text }));
    } catch {
      return [];
    }
  }

  /** What is known about the metrics of a data source; asks at most once in five minutes. */
  async detection(
    metricsUid: string | undefined,
    at: number
  ): Promise<{ detection: MetricDetection; dataSource: DataSourceInstanceSettings }> {
    const settings = await this.loadSettings();
    const dataSource = chooseDataSource('metrics', metricsUid, settings.metrics);
    const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
    return { detection: await this.detections.at({ instance, settings }, at), dataSource };
  }

  /** Looks again at the next question, after the set-up or the shop changed. */
  forget(): void {
    this.detections.clear();
  }

  private async prepare(request: DataQueryRequest<QuestionQuery>, queries: readonly ResolvedQuery[]) {
    const settings = await this.loadSettings();
    const dataSource = chooseDataSource('metrics', queries[0]?.metrics, settings.metrics);
    try {
      const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
      const source: DetectedSource = { instance, settings };
      const at = request.range.to.valueOf();
      const moment = momentOf(queries);
      const serving = moment
        ? await this.detections.about(source, at, moment)
        : { detection: await this.detections.at(source, at) };
      return { isAssumed: false, ...serving, dataSource, source, moment };
    } catch (error) {
      throw new TelemetryError(await explainFailure(error, dataSource));
    }
  }

  private answer(
    request: DataQueryRequest<QuestionQuery>,
    queries: ResolvedQuery[],
    detection: MetricDetection,
    { instance, settings }: DetectedSource,
    dataSource: AskedQuery['dataSource']
  ): Observable<DataQueryResponse> {
    const lookups = queries.flatMap(({ refId, question, environments }) =>
      question.about === 'services' ? [servicesFrame(refId, servicesIn(environments, knownServices(detection)))] : []
    );
    const present = queries.filter(({ compared }) => !compared);
    const past = queries.filter(({ compared }) => compared);
    const asked = [present, ...groupBySpan(past)].flatMap((group) => {
      const request_ = forSpan(request, group[0]?.compared);
      const plan = planMetrics(group.flatMap(asMetricTarget), detection, {
        rangeSeconds: (request_.range.to.valueOf() - request_.range.from.valueOf()) / 1000,
        errorStatus: errorStatusPattern(settings.errorStatus),
      });
      return plan.length > 0 ? [this.askMetrics(instance, dataSource, request_, plan, group[0]?.compared)] : [];
    });
    if (asked.length === 0) {
      return of({ data: lookups, state: LoadingState.Done });
    }
    return combineLatest(asked).pipe(
      map((answers) => ({
        data: [...lookups, ...answers.flatMap(({ data }) => data)],
        errors: answers.flatMap(({ errors }) => errors ?? []),
        state: answers.some(({ state }) => state === LoadingState.Error)
          ? LoadingState.Error
          : answers.every(({ state }) => state === undefined || state === LoadingState.Done)
            ? LoadingState.Done
            : LoadingState.Loading,
      }))
    );
  }

  private askMetrics(
    instance: ResourceDataSource,
    dataSource: AskedQuery['dataSource'],
    request: DataQueryRequest<QuestionQuery>,
    plan: MetricTarget[],
    compared: ComparedTimeSpan | undefined
  ): Observable<DataQueryResponse> {
    const targets = plan.flatMap(({ queries }) => queries.map(({ target }) => target));
    const read = (frames: DataFrame[]) => answerMetrics(plan, frames, dataSource, compared);
    if (targets.length === 0) {
      return of({ data: read([]), state: LoadingState.Done });
    }
    const requestId = compared ? `${request.requestId}-${compared.from}` : request.requestId;
    return runQueries(instance, { ...request, requestId, targets: targets as DataQuery[] }).pipe(
      map((response) => ({
        ...response,
        data: read(response.data as DataFrame[]),
        errors: errorsOf(response).flatMap((error) => ofQuestions(error, plan, dataSource.name)),
      })),
      // What one span of time cannot be asked for does not cost the others their answer.
      catchError((error: unknown) =>
        of({ data: [], errors: ofQuestions(error, plan, dataSource.name), state: LoadingState.Error })
      )
    );
  }
}

/** An error of one query as an error of the question that it is a part of; one without a name is all questions'. */
function ofQuestions(error: unknown, plan: readonly MetricTarget[], dataSource: string): DataQueryError[] {
  const failure = describeFailure(error, dataSource);
  const { refId } = (error ?? {}) as { refId?: string };
  const owner = plan.find(({ queries }) => queries.some(({ target }) => target.refId === refId));
  return (owner ? [owner] : plan).map((question) => ({ ...failure, refId: question.refId }));
}

function describeFailure(error: unknown, dataSource: string): DataQueryError {
  const { kind, message, advice } = classifyFailure(error, dataSource);
  const text = `${message}. ${advice}`;
  return { message: text, data: { message: text, error: kind } };
}

function asMetricTarget({ refId, question, legend }: ResolvedQuery) {
  return question.about === 'metric' ? [{ refId, question, legend }] : [];
}

function groupBySpan(queries: ResolvedQuery[]): ResolvedQuery[][] {
  const groups = new Map<string, ResolvedQuery[]>();
  for (const query of queries) {
    const key = `${query.compared?.from}-${query.compared?.to}`;
    groups.set(key, [...(groups.get(key) ?? []), query]);
  }
  return [...groups.values()];
}

function forSpan(
  request: DataQueryRequest<QuestionQuery>,
  span: ComparedTimeSpan | undefined
): DataQueryRequest<QuestionQuery> {
  if (!span) {
    return request;
  }
  const range = { from: dateTime(span.from), to: dateTime(span.to) };
  return { ...request, range: { ...range, raw: range } };
}

function describe({ uid, name, type }: DataSourceInstanceSettings): AskedQuery['dataSource'] {
  return { uid, name, type };
}

/** The whole request failed: the error names no query, because it is everybody's. */
function failed(error: unknown, dataSource: string): DataQueryResponse {
  return { data: [], state: LoadingState.Error, errors: [describeFailure(error, dataSource)] };
}

let registered: TelemetryDataSource | undefined;

/** Registers our data source with scenes, once; scenes refuse a second one of the same uid. */
export function registerTelemetry(loadSettings: () => Promise<Settings>): TelemetryDataSource {
  if (!registered) {
    registered = new TelemetryDataSource(loadSettings);
    // The query type is invariant in Grafana's types; scenes hands our own queries back to us.
    registerRuntimeDataSource({ dataSource: registered as unknown as RuntimeDataSource });
  }
  return registered;
}

/**
 * How many requests metrics counted in a span of time.
 * @param metricsUid empty for the data source that is preferred
 * @returns undefined where metrics do not tell, whatever the reason
 */
export async function countRequests(
  metricsUid: string,
  environments: readonly string[],
  where: MetricQuestion['where'],
  { from, to }: TimeSpan
): Promise<number | undefined> {
  const raw = { from: dateTime(from), to: dateTime(to) };
  const question = metricQuestion({ measure: 'requests', stat: { kind: 'count' }, where, shape: 'total' });
  const query: QuestionQuery = {
    refId: 'counted',
    question,
    metrics: metricsUid,
    environment: JSON.stringify(environments),
    // Detection looks at an hour, so it knows all who are measured in a shorter range.
    ...(to - from <= NAMES_WITHIN_SECONDS * 1000 && { moment: (from + to) / 2 }),
  };
  const answers = registered?.query({
    requestId: `counted ${JSON.stringify([metricsUid, where])}`,
    interval: '1m',
    intervalMs: 60_000,
    range: { ...raw, raw },
    scopedVars: {},
    targets: [query],
    timezone: 'utc',
    app: 'tillwatch',
    startTime: Date.now(),
  });
  const last = answers && (await lastValueFrom(answers, { defaultValue: undefined }));
  return last && total(last.data as DataFrame[], query.refId);
}

/** The services that metrics know, for whoever joins them with logs and traces. */
export async function metricServices(metricsUid: string, at: number): Promise<Array<{ name: string }>> {
  const { detection } = (await registered?.detection(metricsUid, at)) ?? {};
  return detection ? knownServices(detection).map(({ service }) => ({ name: service })) : [];
}
