import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import pMap from 'p-map';
import { from, type Observable } from 'rxjs';
import { type PromQuery } from '../../src/datasources/prometheus';
import { type ApiSeries, frameOf } from '../../src/telemetry/testing/engine';
import { withMacros } from '../../src/telemetry/testing/promqlText';

/** What it took to answer. */
export interface Cost {
  /** Requests that a browser would send to Grafana. */
  requests: number;
  /** Queries that Prometheus is sent for them. */
  queries: number;
  /** Of Prometheus' answers, as they come. */
  bytes: number;
  /** Samples that Prometheus read, by its own count. */
  samples: number;
}

interface ApiAnswer {
  status: string;
  error?: string;
  data: {
    result: ApiSeries[];
    stats?: { samples?: { totalQueryableSamples?: number } };
  };
}

/** So many queries of one request run at a time, as in Grafana. */
const AT_ONCE = 10;

/** Grafana's data source in front of a real Prometheus, as far as the app uses it; counts what that costs. */
export class MeasuredPrometheus {
  readonly uid = 'scale';
  readonly name = 'Prometheus';
  readonly type = 'prometheus';
  cost: Cost = { requests: 0, queries: 0, bytes: 0, samples: 0 };
  /** What each query took, for a look at the dearest. */
  log: Array<{ text: string; ms: number; bytes: number; samples: number }> = [];

  /** @param scrapeSeconds what the data source's settings say of the scrape interval */
  constructor(
    private readonly url: string,
    private readonly scrapeSeconds: number
  ) {}

  /** What was spent since the last time. */
  take(): Cost {
    const { cost } = this;
    this.cost = { requests: 0, queries: 0, bytes: 0, samples: 0 };
    return cost;
  }

  async getResource(path: string, params: Record<string, unknown> = {}): Promise<unknown> {
    this.cost.requests += 1;
    return this.send(path.replace(/^\/?api\/v1\//, ''), searchOf(params));
  }

  query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    this.cost.requests += 1;
    const { from: start, to } = { from: request.range.from.valueOf() / 1000, to: request.range.to.valueOf() / 1000 };
    const step = Math.max(this.scrapeSeconds, request.intervalMs / 1000);
    const answers = pMap(
      request.targets,
      async ({ refId, expr, instant }) => {
        const query = withMacros(expr, `${Math.max(4 * this.scrapeSeconds, step + this.scrapeSeconds)}s`, step);
        const answer = (await this.send(
          instant ? 'query' : 'query_range',
          searchOf({ query, stats: 'all', ...(instant ? { time: to } : { start, end: to, step }) })
        )) as ApiAnswer;
        this.cost.samples += answer.data.stats?.samples?.totalQueryableSamples ?? 0;
        return answer.data.result.map((series) => frameOf(series, refId));
      },
      { concurrency: AT_ONCE }
    );
    return from(answers.then((frames) => ({ data: frames.flat(), state: LoadingState.Done })));
  }

  private async send(path: string, search: URLSearchParams): Promise<unknown> {
    const begun = performance.now();
    this.cost.queries += 1;
    const isQuery = path.startsWith('query');
    const response = await fetch(`${this.url}/api/v1/${path}${isQuery ? '' : `?${search.toString()}`}`, {
      ...(isQuery && { method: 'POST', body: search }),
    });
    const text = await response.text();
    this.cost.bytes += text.length;
    const answer = JSON.parse(text) as ApiAnswer;
    if (answer.status !== 'success') {
      throw new Error(`${answer.error ?? 'failed'}\n${search.get('query') ?? path}`);
    }
    this.log.push({
      text: search.get('query') ?? path,
      ms: performance.now() - begun,
      bytes: text.length,
      samples: answer.data.stats?.samples?.totalQueryableSamples ?? 0,
    });
    return answer;
  }
}

function searchOf(params: Record<string, unknown>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    (Array.isArray(value) ? value : [value]).forEach((one) => search.append(name, String(one)));
  }
  return search;
}
