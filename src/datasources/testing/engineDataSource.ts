import { type DataQueryRequest, type DataQueryResponse, LoadingState } from '@grafana/data';
import { from, type Observable } from 'rxjs';
import { type Engine } from '../../telemetry/testing/engine';
import { withMacros } from '../../telemetry/testing/promqlText';
import { type PromQuery } from '../prometheus';

/** Grafana's data source in front of a real Prometheus, as far as the app uses it; counts what it is asked. */
export class EngineDataSource {
  readonly uid = 'engine';
  /** Requests for data, without those of detection. */
  requests: PromQuery[][] = [];

  constructor(
    private engine: Engine,
    private at: number
  ) {}

  async getResource(path: string): Promise<unknown> {
    return path.endsWith('/values') ? { data: await this.engine.names(this.at) } : { data: {} };
  }

  query({ targets, range, intervalMs }: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    if (targets[0]?.refId !== 'Detection') {
      this.requests.push(targets);
    }
    const to = range.to.valueOf() / 1000;
    const step = intervalMs / 1000;
    const answers = targets.map(({ refId, expr, instant }) =>
      this.engine.frames(
        withMacros(expr, `${step}s`),
        refId,
        instant ? { to } : { from: range.from.valueOf() / 1000, to, step }
      )
    );
    return from(Promise.all(answers).then((frames) => ({ data: frames.flat(), state: LoadingState.Done })));
  }
}
