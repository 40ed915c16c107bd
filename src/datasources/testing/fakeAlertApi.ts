import { type DataFrame, type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import {
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
  setBackendSrv,
  setDataSourceSrv,
} from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { of, throwError } from 'rxjs';

export interface FakeSource {
  uid: string;
  type: 'prometheus' | 'loki' | 'alertmanager';
  isDefault?: boolean;
  jsonData?: object;
}

/** A refusal that is the server's behind Grafana, and not Grafana's own. */
export class Upstream {
  constructor(readonly status: number) {}
}

/** Grafana's alerting API, by addresses: a number is the status that it refuses with. */
export class FakeAlertApi {
  /** What was asked: addresses, and `query UID` for a query of a data source. */
  readonly asked: string[] = [];
  readonly queries: DataQuery[] = [];
  bodies: Record<string, unknown> = {};
  /** What a query of any data source is answered with. */
  frames: (query: DataQuery) => DataFrame[] = () => [];

  constructor(sources: readonly FakeSource[]) {
    setBackendSrv({
      fetch: ({ url }: BackendSrvRequest) => {
        this.asked.push(url);
        const body = this.bodies[url.replace(/\?.*/, '')] ?? 404;
        if (body instanceof Upstream) {
          return throwError(() => ({ status: body.status, data: { message: 'not yours' } }));
        }
        return typeof body === 'number'
          ? throwError(() => ({ status: body, data: { accessErrorId: 'ACE1', message: 'You need permissions' } }))
          : of({ data: body });
      },
    } as unknown as BackendSrv);
    setDataSourceSrv({
      getList: ({ pluginId }: { pluginId?: string } = {}) =>
        sources.filter(({ type }) => type === pluginId).map((one) => ({ ...one, name: `The ${one.uid}` })),
      get: async (uid: string) => ({ query: (request: DataQueryRequest) => this.query(uid, request) }),
    } as unknown as DataSourceSrv);
  }

  private query(uid: string, { targets }: DataQueryRequest) {
    this.asked.push(`query ${uid}`);
    this.queries.push(...targets);
    const answer: DataQueryResponse = { data: targets.flatMap(this.frames), state: LoadingState.Done };
    return of(answer);
  }
}
