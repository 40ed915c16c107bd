import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LoadingState,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, defer, map, type Observable, of, switchMap } from 'rxjs';
import { t } from '../../i18n/t';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { bringsBucketsTogether } from '../../telemetry/dialects/promql/boundLayouts';
import { type MetricQuestion } from '../../telemetry/questions/metric';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { ofFewFrame, saysNothing } from '../answer';
import { countedByService, countedRequests } from '../countedRequests';
import { exemplarServices } from '../exemplarServices';
import { explainFailure } from '../explain';
import type { answerInTurn } from '../answerInTurn';
import { TelemetryError, theDataSource } from '../failure';
import { chooseDataSource } from '../find';
import { answerQuestions } from '../metricAnswers';
import { type DetectedSource, type DetectionKeeper, MetricDetections } from '../metricDetections';
import { type Recorded } from '../objectives/recorded';
import { failedResponse } from '../queryErrors';
import { type QuestionQuery } from '../question';
import { momentOf, type ResolvedQuery } from '../resolve';
import { type ResourceDataSource } from '../runQueries';
import { answerFromSample, sampleEnvironments, sampleExemplarServices, sampleServices } from '../sampleShop';
import { isMeasured, type KnownService, knownServices, servicesIn } from '../services';
import { type SampleMode } from './sampleMode';
import { type SettingsStore } from './settingsStore';

/** So many services a table draws at once. */
const FEW_SERVICES = 100;

/** Where one asks which services there are. */
export interface ServicesQuestion {
  /** Uid of the data source for metrics; empty for the one that set-up or Grafana prefers. */
  metrics: string;
  /** The environments to keep; empty for all. */
  environments: readonly string[];
  /** End of the time range, in milliseconds since the epoch. */
  at: number;
}

/**
 * Answers questions of metrics: finds out what the user's metrics mean, writes the query, asks the user's own data
 * source as the signed-in user, and reads the answer into the vocabulary. While sample data is on the sample shop
 * answers instead, and no data source is asked.
 */
export class MetricsClient {
  private readonly detections: MetricDetections;

  /** @param keeper keeps what was detected between visits; where left out nobody does */
  constructor(
    private readonly settings: Pick<SettingsStore, 'load'>,
    private readonly sampleMode: Pick<SampleMode, 'isOn'>,
    keeper?: DetectionKeeper
  ) {
    this.detections = new MetricDetections(Date.now, keeper);
  }

  /** Answers all questions of a view; failures are in the response, each with the question that it costs. */
  query(request: DataQueryRequest<QuestionQuery>, queries: readonly ResolvedQuery[]): Observable<DataQueryResponse> {
    if (queries.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    if (this.sampleMode.isOn()) {
      const ofFew = queries.filter(({ ofMany }) => !ofMany);
      return defer(async () => answerFromSample(request, ofFew, await this.settings.load())).pipe(
        catchError((error: unknown) => of(failedResponse(error, t('ui.failure.the-sample-shop', 'The sample shop'))))
      );
    }
    return defer(async () => this.prepare(request, queries)).pipe(
      switchMap(({ dataSource, source, detection, moment, isAssumed, inTurn }) => {
        const answer = (using: MetricDetection): Observable<DataQueryResponse> =>
          // Whoever was not measured then need not be asked for.
          moment && moment.services.length > 0 && !moment.services.some((service) => isMeasured(using, service))
            ? of({ data: [], state: LoadingState.Done })
            : this.answer(request, queries, using, source, dataSource, inTurn);
        return answer(detection).pipe(
          // Names that held at another time say nothing here: they may have been others.
          switchMap((response) =>
            isAssumed && saysNothing(response)
              ? defer(() => this.detections.at(source, request.range.to.valueOf())).pipe(switchMap(answer))
              : of(response)
          ),
          catchError((error: unknown) => of(failedResponse(error, dataSource.name)))
        );
      }),
      catchError((error: unknown) => of(failedResponse(error, theDataSource())))
    );
  }

  /**
   * The services that there are, with what is known about each.
   * @throws where it cannot be found out
   */
  async services({ metrics, environments, at }: ServicesQuestion): Promise<KnownService[]> {
    const services = this.sampleMode.isOn() ? await sampleServices() : await this.detectedServices(metrics, at);
    return servicesIn(environments, services);
  }

  /** The environments that there are; none where they cannot be found out, which the panels tell better. */
  async environments(metricsUid: string, at: number): Promise<string[]> {
    if (this.sampleMode.isOn()) {
      return sampleEnvironments();
    }
    try {
      const services = await this.detectedServices(metricsUid, at);
      return [...new Set(services.flatMap((service) => service.environments))].sort();
    } catch {
      return [];
    }
  }

  /** The services that the user's own metrics know, whether or not sample data is on. */
  async detectedServices(metricsUid: string, at: number): Promise<KnownService[]> {
    return knownServices((await this.detection(metricsUid, at)).detection);
  }

  /** What is known about the metrics of a data source; asks at most once in five minutes. */
  async detection(
    metricsUid: string | undefined,
    at: number
  ): Promise<{ detection: MetricDetection; dataSource: DataSourceInstanceSettings }> {
    const settings = await this.settings.load();
    const dataSource = chooseDataSource('metrics', metricsUid, settings.metrics);
    const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
    return { detection: await this.detections.at({ instance, settings }, at), dataSource };
  }

  /**
   * Whether something else was detected than what was kept from an earlier visit and is shown: then all that rests on
   * it is to be asked again. Waits for the check; false where there is none.
   * @param since when the question began that rests on it: one that began after the check rests on what that found
   */
  async isRenewed(metricsUid: string | undefined, since?: number): Promise<boolean> {
    if (this.sampleMode.isOn()) {
      return false;
    }
    const settings = await this.settings.load();
    const dataSource = chooseDataSource('metrics', metricsUid, settings.metrics);
    const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
    return this.detections.renewed({ instance, settings }, since);
  }

  /**
   * How many requests metrics counted in a span of time.
   * @param metricsUid empty for the data source that is preferred
   * @returns undefined where metrics do not tell, whatever the reason
   */
  countRequests(
    metricsUid: string,
    environments: readonly string[],
    where: MetricQuestion['where'],
    span: TimeSpan
  ): Promise<number | undefined> {
    return countedRequests(this, { metrics: metricsUid, environments, where }, span);
  }

  /** As {@link countRequests}, by service. */
  countByService(metricsUid: string, environments: readonly string[], span: TimeSpan): Promise<Map<string, number>> {
    return countedByService(this, { metrics: metricsUid, environments, where: [] }, span);
  }

  /**
   * Services whose latency has exemplars that lead to traces; one request.
   * @throws where it cannot be found out
   */
  async exemplarServices(metricsUid: string, span: TimeSpan): Promise<ReadonlySet<string>> {
    if (this.sampleMode.isOn()) {
      return sampleExemplarServices(span, await this.settings.load());
    }
    const { detection, dataSource } = await this.detection(metricsUid, span.to);
    const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
    return exemplarServices(instance, detection.families, span);
  }

  /**
   * What rules recorded of objectives; one request.
   * @param ids of the objectives
   * @param windows lengths in seconds
   * @throws where it cannot be found out
   */
  async recordedObjectives(
    metricsUid: string,
    ids: readonly string[],
    windows: readonly number[],
    at: number,
    signal?: AbortSignal
  ): Promise<Recorded> {
    if (this.sampleMode.isOn()) {
      return new Map();
    }
    const dataSource = chooseDataSource('metrics', metricsUid, (await this.settings.load()).metrics);
    const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
    // Only pages about objectives load what reads them.
    return (await import('../objectives/recorded')).askRecorded(instance, ids, windows, at, signal);
  }

  /** Looks again at the next question, after the set-up or the shop changed. */
  lookAgain(): void {
    this.detections.clear();
  }

  /**
   * What is asked only of few services is left out where there are many, which its answer says; what is shown first is
   * answered by itself.
   */
  private answer(
    request: DataQueryRequest<QuestionQuery>,
    queries: readonly ResolvedQuery[],
    using: MetricDetection,
    source: DetectedSource,
    dataSource: DataSourceInstanceSettings,
    inTurn: typeof answerInTurn | undefined
  ): Observable<DataQueryResponse> {
    const isMany = queries.some(({ ofFew }) => ofFew) && knownServices(using).length > FEW_SERVICES;
    const asked = queries.filter(({ ofFew, ofMany }) => !(isMany ? ofFew : ofMany));
    const left = queries.flatMap(({ ofFew, refId }) => (isMany && ofFew ? [ofFewFrame(refId)] : []));
    // Requests of the same id cancel each other.
    const ask = (some: readonly ResolvedQuery[], requestId = request.requestId) =>
      // Percentiles over services need to know whose buckets can be summed.
      defer(async () =>
        some.some(({ question }) => bringsBucketsTogether(question))
          ? this.detections.withLayouts(source, request.range.to.valueOf(), using)
          : using
      ).pipe(switchMap((detection) => answerQuestions({ ...request, requestId }, some, detection, source, dataSource)));
    const answers = inTurn
      ? inTurn(asked, (some, which) => ask(some, `${request.requestId}-${which}`), isMany)
      : ask(asked);
    return answers.pipe(map((response) => ({ ...response, data: [...response.data, ...left] })));
  }

  private async prepare(request: DataQueryRequest<QuestionQuery>, queries: readonly ResolvedQuery[]) {
    const settings = await this.settings.load();
    const dataSource = chooseDataSource('metrics', queries[0]?.metrics, settings.metrics);
    try {
      const instance = (await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource;
      const source: DetectedSource = { instance, settings };
      const at = request.range.to.valueOf();
      const moment = momentOf(queries);
      // Most pages show all at once. Where it does not come, these do, too.
      const inTurn = queries.some(({ isFirst }) => isFirst)
        ? import(/* webpackChunkName: "first-answers" */ '../answerInTurn').catch(() => undefined)
        : undefined;
      const serving = moment
        ? await this.detections.about(source, at, moment)
        : { detection: await this.detections.at(source, at) };
      return { isAssumed: false, ...serving, dataSource, source, moment, inTurn: (await inTurn)?.answerInTurn };
    } catch (error) {
      throw new TelemetryError(await explainFailure(error, dataSource));
    }
  }
}
