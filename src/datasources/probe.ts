import { type DataSourceInstanceSettings, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { PROBE_QUERY, PROBE_VALUE } from '../telemetry/dialects/promql/probe';
import { dataRequest, QUIETLY } from './dataRequest';
import { explainFailure } from './explain';
import { type FailureKind } from './failure';
import { type SignalKind } from './find';
import { type PromQuery } from './prometheus';
import { NAMES_BODY, readBody, TAGS_BODY } from './serverBody';
import { queryFrames, type ResourceDataSource } from './runQueries';

/** What came of asking a data source something simple as the signed-in user. */
export interface ProbeResult {
  /** `empty`: it answers, but holds nothing from the last hour. */
  state: 'ok' | 'empty' | FailureKind;
  message: string;
  /** What to do about it, where something is wrong. */
  advice?: string;
}

/** How far back something should have arrived. */
const LOOK_BACK_MS = 60 * 60 * 1000;

/** How many names of labels or attributes are listed. */
const NAMES_SHOWN = 5;

const PROBES: Record<SignalKind, (dataSource: ResourceDataSource, now: number) => Promise<ProbeResult>> = {
  metrics: probeMetrics,
  logs: probeLogs,
  traces: probeTraces,
};

/** Asks a data source something simple, and says what came back or what is wrong. Never throws. */
export async function probe(
  kind: SignalKind,
  dataSource: DataSourceInstanceSettings,
  now = Date.now()
): Promise<ProbeResult> {
  try {
    return await PROBES[kind]((await getDataSourceSrv().get(dataSource.uid)) as ResourceDataSource, now);
  } catch (error) {
    const { kind: state, message, advice } = await explainFailure(error, dataSource);
    return { state, message, advice: isCircular(advice) ? LOOK_FURTHER : advice };
  }
}

const LOOK_FURTHER = "Look into Grafana's log, and at the address and the sign-in of the data source";

/** Who tests already need not be told to. */
function isCircular(advice: string): boolean {
  return advice.includes('test the data source');
}

async function probeMetrics(dataSource: ResourceDataSource, now: number): Promise<ProbeResult> {
  const target: PromQuery = { refId: 'Probe', expr: PROBE_QUERY, instant: true, range: false, format: 'time_series' };
  const request = dataRequest(`tillwatch-probe-${now}`, [target], { from: now - 1000, to: now });
  const values = (await queryFrames(dataSource, request))
    .flatMap(({ fields }) => fields)
    .filter(({ type }) => type === FieldType.number)
    .map((field) => field.values.at(-1) as number);
  if (values.length !== 1 || values[0] !== PROBE_VALUE) {
    throw new Error(`${PROBE_QUERY} gave ${values.length === 0 ? 'nothing' : values.join(', ')}`);
  }
  return { state: 'ok', message: `It answers queries: ${PROBE_QUERY} gave ${PROBE_VALUE}` };
}

async function probeLogs(dataSource: ResourceDataSource, now: number): Promise<ProbeResult> {
  const answer = await dataSource.getResource<unknown>(
    'labels',
    // Loki counts in nanoseconds, which are more than a number of JavaScript can hold exactly.
    { start: `${now - LOOK_BACK_MS}000000`, end: `${now}000000` },
    QUIETLY
  );
  return found(
    'labels',
    readBody(NAMES_BODY, answer).data ?? [],
    'Check that logs are sent to it: no label was seen in the last hour'
  );
}

async function probeTraces(dataSource: ResourceDataSource, now: number): Promise<ProbeResult> {
  const answer = await dataSource.getResource<unknown>(
    'tags',
    { start: Math.floor((now - LOOK_BACK_MS) / 1000), end: Math.floor(now / 1000) },
    QUIETLY
  );
  // Intrinsic attributes are there whether or not a trace ever arrived.
  const attributes = (readBody(TAGS_BODY, answer).scopes ?? [])
    .filter(({ name }) => name !== 'intrinsic')
    .flatMap(({ tags }) => tags ?? []);
  return found('attributes', attributes, 'Check that spans are sent to it: no attribute was seen in the last hour');
}

function found(what: string, names: readonly string[], adviceIfNone: string): ProbeResult {
  if (names.length === 0) {
    return { state: 'empty', message: `It answers, but has no ${what}`, advice: adviceIfNone };
  }
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ' and more' : '';
  return { state: 'ok', message: `Answered with ${names.length} ${what}: ${shown}${more}` };
}
