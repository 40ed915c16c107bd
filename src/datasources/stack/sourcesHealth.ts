import { type DataSourceInstanceSettings } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { nullish, object, string } from 'valibot';
import { type SourceHealth } from '../../telemetry/questions/stack';
import { alertmanagers } from '../alerts/alertServers';
import { QUIETLY } from '../dataRequest';
import { classifyFailure } from '../failure';
import { dataSourcesFor, type SignalKind } from '../find';
import { lastAnswer } from '../lastAnswer';
import { readBody } from '../serverBody';
import { within } from '../within';

/** So many are tested, those of the pages first; of the others it is said that nobody asked. */
const MOST_TESTED = 6;
/** Nobody waits longer for a test. */
const WITHIN_MS = 10_000;

const HEALTH_BODY = object({ status: string(), message: nullish(string(), '') });

/**
 * Grafana's own test of each data source that pages can ask, as the signed-in user. Alertmanagers have no such test in
 * Grafana; they are named only.
 */
export async function sourcesHealth(
  preferred: Readonly<Record<SignalKind, string | undefined>>,
  signal?: AbortSignal
): Promise<SourceHealth[]> {
  const kinds: SignalKind[] = ['metrics', 'logs', 'traces'];
  const all = kinds.flatMap((kind) => {
    const rank = ({ uid }: DataSourceInstanceSettings) => (uid === preferred[kind] ? 0 : 1);
    return dataSourcesFor(kind).map((dataSource) => ({ dataSource, rank: rank(dataSource) }));
  });
  const sources = all.sort((a, b) => a.rank - b.rank).map(({ dataSource }) => dataSource);
  const tested = await Promise.all(
    sources.map((dataSource, at) =>
      at < MOST_TESTED ? testSource(dataSource, signal) : Promise.resolve({ ...named(dataSource), message: '' })
    )
  );
  signal?.throwIfAborted();
  return [...tested, ...alertmanagers().map(({ uid, name }) => ({ uid, name, type: 'alertmanager', message: '' }))];
}

const named = ({ uid, name, type }: DataSourceInstanceSettings) => ({ uid, name, type });

async function testSource(dataSource: DataSourceInstanceSettings, signal?: AbortSignal): Promise<SourceHealth> {
  const url = `/api/datasources/uid/${encodeURIComponent(dataSource.uid)}/health`;
  const late = { ...named(dataSource), isHealthy: false, message: classifyFailure('timeout', dataSource.name).message };
  const test = getBackendSrv().fetch<unknown>({ ...QUIETLY, url });
  const asked = lastAnswer(test, signal).then(({ data }) => {
    const { status, message } = readBody(HEALTH_BODY, data);
    return { ...named(dataSource), isHealthy: status === 'OK', message };
  });
  return within(
    WITHIN_MS,
    asked.catch((error: unknown) => {
      const said = (error as { data?: { message?: string } }).data?.message;
      const message = said ?? classifyFailure(error, dataSource.name).message;
      return { ...named(dataSource), isHealthy: false, message };
    }),
    late
  );
}
