import {
  type DataSourceSrv,
  type BackendSrv,
  type BackendSrvRequest,
  type FetchError,
  type FetchResponse,
  type TemplateSrv,
} from '@grafana/runtime';
import { lastValueFrom, type Observable, of, throwError } from 'rxjs';

/** No data source is here: the sample shop answers before any is asked. */
export const dataSources: DataSourceSrv = {
  get: () => Promise.reject(new Error('The preview has no data sources')),
  getList: () => [],
  getInstanceSettings: () => undefined,
  reload: async () => undefined,
  registerRuntimeDataSource: () => undefined,
};

/** Answers as a Grafana in which nobody saved anything would; nothing leaves the page. */
function answer<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
  if (request.url === '/api/search') {
    const none: unknown = [];
    return of({
      data: none as T,
      status: 200,
      statusText: 'OK',
      ok: true,
      headers: new Headers(),
      redirected: false,
      type: 'basic',
      url: request.url,
      config: request,
    });
  }
  const error: FetchError = {
    status: 404,
    statusText: 'Not Found',
    data: { message: 'The preview has no Grafana behind it' },
    config: request,
  };
  return throwError(() => error);
}

async function answerData<T>(request: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(answer<T>(request))).data;
}

export const backend: BackendSrv = {
  get: (url, params) => answerData({ url, params }),
  delete: (url) => answerData({ url, method: 'DELETE' }),
  post: (url, data) => answerData({ url, data, method: 'POST' }),
  patch: (url, data) => answerData({ url, data, method: 'PATCH' }),
  put: (url, data) => answerData({ url, data, method: 'PUT' }),
  request: answerData,
  datasourceRequest: (request) => lastValueFrom(answer(request)),
  fetch: answer,
  chunked: answer,
};

/** Variables are scenes' own; Grafana's old ones do not exist here. */
export const templates: TemplateSrv = {
  getVariables: () => [],
  replace: (target = '') => target,
  containsTemplate: () => false,
  updateTimeRange: () => undefined,
};
