import { getDataSourceSrv } from '@grafana/runtime';
import { type ResourceDataSource } from './runQueries';

const WITHIN_SECONDS = 3600;

/** The names of counters and gauges that had a series in the last hour, sorted; histograms' parts are left out. */
export async function metricNames(uid: string, now = Date.now()): Promise<string[]> {
  const dataSource = (await getDataSourceSrv().get(uid)) as ResourceDataSource;
  const end = Math.floor(now / 1000);
  const answer = await dataSource.getResource<{ data?: string[] }>('api/v1/label/__name__/values', {
    start: end - WITHIN_SECONDS,
    end,
  });
  return (answer.data ?? []).filter((name) => !name.endsWith('_bucket')).sort();
}
