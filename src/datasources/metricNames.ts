import { getDataSourceSrv } from '@grafana/runtime';
import { type ResourceDataSource } from './runQueries';
import { NAMES_BODY, readBody } from './serverBody';

const WITHIN_SECONDS = 3600;

/** The names of counters and gauges that had a series in the last hour, sorted; histograms' parts are left out. */
export async function metricNames(uid: string, now = Date.now()): Promise<string[]> {
  const dataSource = (await getDataSourceSrv().get(uid)) as ResourceDataSource;
  const end = Math.floor(now / 1000);
  const answer = await dataSource.getResource<unknown>('api/v1/label/__name__/values', {
    start: end - WITHIN_SECONDS,
    end,
  });
  return (readBody(NAMES_BODY, answer).data ?? []).filter((name) => !name.endsWith('_bucket')).sort();
}
