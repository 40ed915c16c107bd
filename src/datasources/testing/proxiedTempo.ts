import { type DataSourceInstanceSettings } from '@grafana/data';
import { type BackendSrv, type BackendSrvRequest, type FetchResponse, setBackendSrv } from '@grafana/runtime';
import { Observable } from 'rxjs';

/** What a server behind the proxy answers with. */
export interface ProxyAnswer {
  status: number;
  text: string;
  /** The same as it was sent, where that is no text. */
  bytes?: Uint8Array;
}

/** A data source as Grafana describes it to the browser. */
export const TEMPO_SETTINGS = {
  uid: 'tempo',
  name: 'Tempo',
  type: 'tempo',
  url: '/api/datasources/proxy/uid/tempo',
  jsonData: {},
} as DataSourceInstanceSettings;

/**
 * Grafana's proxy of data sources in front of a server: passes requests on, counts them, and reads JSON as Grafana
 * does.
 */
export class ProxiedTempo {
  /** Everything asked for, in order: path and query. */
  asked: string[] = [];
  cancelled = 0;
  underway = 0;
  mostUnderway = 0;

  constructor(private answer: (pathAndQuery: string, accept: string) => ProxyAnswer | Promise<ProxyAnswer>) {
    setBackendSrv({ fetch: (request: BackendSrvRequest) => this.fetch(request) } as unknown as BackendSrv);
  }

  private fetch({
    url,
    params = {},
    headers = {},
    responseType,
  }: BackendSrvRequest): Observable<FetchResponse<unknown>> {
    return new Observable((subscriber) => {
      const query = new URLSearchParams(
        Object.entries(params as Record<string, unknown>).map(([name, value]) => [name, String(value)])
      ).toString();
      const path = url.replace(`${TEMPO_SETTINGS.url ?? ''}/`, '');
      const asked = query === '' ? path : `${path}?${query}`;
      this.asked.push(asked);
      this.mostUnderway = Math.max(this.mostUnderway, ++this.underway);
      let isSettled = false;
      const settle = (finish: () => void) => {
        isSettled = true;
        this.underway -= 1;
        finish();
      };
      Promise.resolve(this.answer(asked, String(headers.Accept))).then(
        ({ status, text, bytes }) =>
          settle(() => {
            const data =
              responseType === 'arraybuffer' ? bytesOf(bytes ?? new TextEncoder().encode(text)) : parse(text);
            if (status === 200) {
              subscriber.next({ data, status } as FetchResponse<unknown>);
              subscriber.complete();
            } else {
              subscriber.error({ status, statusText: `Status ${status}`, data });
            }
          }),
        (error: unknown) => settle(() => subscriber.error(error))
      );
      return () => {
        this.cancelled += isSettled ? 0 : 1;
      };
    });
  }
}

/** In the browser's own kind of buffer, which tests in a simulated one tell from Node's. */
function bytesOf(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
