import {
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LoadingState,
} from '@grafana/data';
import { setDataSourceSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { Observable } from 'rxjs';
import { planDetection } from '../../telemetry/conventions/detect';
import { answerProbes, type Scraped } from '../../telemetry/exposition/scraped';
import { type PromQuery } from '../prometheus';
import { frameFor } from './frames';

type Answer = (request: DataQueryRequest<DataQuery>) => DataQueryResponse | Error;

/** A user's Prometheus data source that holds scraped pages, counts what it is asked, and answers as it is told. */
export class FakePrometheus {
  readonly uid: string;
  /** Resources asked for, and queries of panels, in order. */
  resources: string[] = [];
  detections = 0;
  asked: Array<DataQueryRequest<DataQuery>> = [];
  cancelled = 0;
  /** What a query of a panel gets; by default a series for each target. */
  answer: Answer = (request) => ({ data: request.targets.map((target) => frameFor(target.refId)) });
  /** What the next looks at names get, instead of the names. */
  failResources: unknown[] = [];

  constructor(
    private scraped: Scraped,
    readonly settings: Partial<DataSourceInstanceSettings> = {}
  ) {
    this.uid = settings.uid ?? 'prom';
  }

  async getResource(path: string): Promise<unknown> {
    this.resources.push(path);
    const failure = path.endsWith('/values') ? this.failResources.shift() : undefined;
    if (failure !== undefined) {
      throw failure;
    }
    return path.endsWith('/values')
      ? { data: this.scraped.names }
      : { data: Object.fromEntries(Object.entries(this.scraped.metadata).map(([name, entry]) => [name, [entry]])) };
  }

  query(request: DataQueryRequest<DataQuery>): Observable<DataQueryResponse> {
    if (request.targets[0]?.refId === 'Detection') {
      this.detections += 1;
      const plan = planDetection(this.scraped.names, this.scraped.metadata);
      const data = answerProbes(this.scraped, plan.probes).map((labels) => frameFor('Detection', labels));
      return this.soon(() => ({ data, state: LoadingState.Done }));
    }
    this.asked.push(request);
    return this.soon(() => this.answer(request));
  }

  /** The queries of panels that were asked. */
  get targets(): PromQuery[] {
    return this.asked.flatMap(({ targets }) => targets as PromQuery[]);
  }

  private soon(make: () => DataQueryResponse | Error): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      let isAnswered = false;
      const timer = setTimeout(() => {
        isAnswered = true;
        const made = make();
        if (made instanceof Error) {
          subscriber.error(made);
        } else {
          subscriber.next(made);
          subscriber.complete();
        }
      });
      return () => {
        this.cancelled += isAnswered ? 0 : 1;
        clearTimeout(timer);
      };
    });
  }
}

/** Puts data sources in the place of Grafana's. */
export function installDataSources(...sources: FakePrometheus[]): void {
  const settings = sources.map(
    ({ uid, settings: given }) =>
      ({ uid, name: `Prometheus ${uid}`, type: 'prometheus', ...given }) as DataSourceInstanceSettings
  );
  const service = {
    getList: ({ type }: { type?: string } = {}) => settings.filter((one) => type === undefined || one.type === type),
    getInstanceSettings: (uid: string) => settings.find((one) => one.uid === uid),
    get: async (uid: string) => {
      const found = sources.find((one) => one.uid === uid);
      if (!found) {
        throw new Error(`Datasource ${uid} was not found`);
      }
      return found;
    },
  };
  setDataSourceSrv(service as unknown as Parameters<typeof setDataSourceSrv>[0]);
}
