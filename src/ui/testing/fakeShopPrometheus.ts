import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LoadingState,
} from '@grafana/data';
import { finalize, NEVER, Observable, of } from 'rxjs';
import { type PromQuery } from '../../datasources/prometheus';
import { type Labels } from '../../telemetry/vocabulary';
import { seriesFrame } from './frames';

/** A request for data, as Grafana's Prometheus data source would get it; detection is counted apart. */
export interface DataRequest {
  targets: PromQuery[];
  from: number;
  to: number;
  /** False from the moment on when it was answered or given up. */
  isOpen: boolean;
}

const METRICS = ['http_requests_total', 'http_request_duration_seconds_bucket'];

/** Each has a uid of its own, because what was detected is remembered by it. */
let created = 0;

/** Where the services run, in turn. */
const ENVIRONMENTS = ['prod', 'test'];

/** A Prometheus data source that knows some services of one convention, and remembers what it was asked. */
export class FakeShopPrometheus {
  readonly uid = `prometheus-${(created += 1)}`;
  readonly requests: DataRequest[] = [];
  /** Requests that found out what the metrics mean: resources and the sample. */
  detections = 0;
  /** Requests that found out which of many services have the same bounds of buckets. */
  layouts = 0;
  /** Leaves requests without an answer. */
  isSlow = false;
  /** Answers a target; nothing is known about anything unless said otherwise. */
  answer: (target: PromQuery) => DataFrame[] = () => [];

  constructor(private services: readonly string[]) {}

  get settings(): DataSourceInstanceSettings {
    return { uid: this.uid, name: 'Prometheus', type: 'prometheus' } as DataSourceInstanceSettings;
  }

  /** The requests since some moment: `const since = prometheus.mark(); …; since()`. */
  mark(): () => DataRequest[] {
    const seen = this.requests.length;
    return () => this.requests.slice(seen);
  }

  async getResource(path: string): Promise<unknown> {
    this.detections += 1;
    if (path === 'api/v1/metadata') {
      return { data: { http_requests_total: [{ type: 'counter' }] } };
    }
    return { data: [...METRICS, 'http_request_duration_seconds_count', 'http_request_duration_seconds_sum'] };
  }

  query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    if (request.targets.some(({ refId }) => refId === 'Bounds0')) {
      this.layouts += 1;
      return of({ data: [] });
    }
    if (request.targets.some(({ refId }) => refId === 'Detection')) {
      this.detections += 1;
      return of({ data: this.sample() });
    }
    const asked: DataRequest = {
      targets: request.targets,
      from: request.range.from.valueOf(),
      to: request.range.to.valueOf(),
      isOpen: false,
    };
    this.requests.push(asked);
    const response = this.isSlow
      ? NEVER
      : of({ data: request.targets.flatMap((target) => this.answer(target)), state: LoadingState.Done });
    return new Observable<DataQueryResponse>((subscriber) => {
      asked.isOpen = true;
      return response.pipe(finalize(() => (asked.isOpen = false))).subscribe(subscriber);
    });
  }

  private sample(): DataFrame[] {
    return this.services.flatMap((job, index) =>
      METRICS.map((name) => {
        const labels: Labels = {
          __name__: name,
          job,
          instance: `${job}:80`,
          environment: ENVIRONMENTS[index % 2] ?? '',
          method: 'GET',
          path: '/',
          status: '200',
        };
        return seriesFrame('Detection', name.endsWith('_bucket') ? { ...labels, le: '+Inf' } : labels, [1]);
      })
    );
  }
}
