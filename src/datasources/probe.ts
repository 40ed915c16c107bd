import { type DataSourceInstanceSettings, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { bindLogs, NO_SERVICE } from '../telemetry/conventions/logs/binding';
import { FILE_LABEL, standsForFiles } from '../telemetry/conventions/logs/fileNames';
import { PROBE_QUERY, PROBE_VALUE } from '../telemetry/dialects/promql/probe';
import { t, tCount } from '../i18n/t';
import { dataRequest, QUIETLY } from './dataRequest';
import { explainFailure } from './explain';
import { adviceToTest, type Failure, type FailureKind, TelemetryError } from './failure';
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
  /** How many services it has from the last hour, where that was asked. */
  services?: number;
}

/** How far back something should have arrived. */
const LOOK_BACK_MS = 60 * 60 * 1000;

/** Nobody waits longer for something simple, whatever the data source's own timeout. */
const WITHIN_MS = 15_000;

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
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TelemetryError(tooSlow(dataSource.name))), WITHIN_MS);
  });
  try {
    const asked = getDataSourceSrv().get(dataSource.uid);
    return await Promise.race([asked.then((source) => PROBES[kind](source as ResourceDataSource, now)), tooLong]);
  } catch (error) {
    const { kind: state, message, advice } = await explainFailure(error, dataSource);
    // Who tests already need not be told to.
    return { state, message, advice: advice === adviceToTest() ? adviceToLookFurther() : advice };
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(dataSource: string): Failure {
  return {
    kind: 'failed',
    message: t('setup.probe.too-slow', '{{dataSource}} did not answer within {{seconds}} seconds', {
      dataSource,
      seconds: WITHIN_MS / 1000,
    }),
    advice: adviceToLookFurther(),
  };
}

function adviceToLookFurther(): string {
  return t(
    'setup.probe.look-further',
    'Check the Grafana log, and the URL and the authentication in the data source settings'
  );
}

async function probeMetrics(dataSource: ResourceDataSource, now: number): Promise<ProbeResult> {
  const target: PromQuery = { refId: 'Probe', expr: PROBE_QUERY, instant: true, range: false, format: 'time_series' };
  const request = dataRequest(`tillwatch-probe-${now}`, [target], { from: now - 1000, to: now });
  const values = (await queryFrames(dataSource, request))
    .flatMap(({ fields }) => fields)
    .filter(({ type }) => type === FieldType.number)
    .map((field) => field.values.at(-1) as number);
  if (values.length !== 1 || values[0] !== PROBE_VALUE) {
    throw new Error(
      t('setup.probe.unexpected', 'unexpected answer to {{query}}: {{values}}', {
        query: PROBE_QUERY,
        values: values.join(', ') || '–',
      })
    );
  }
  return {
    state: 'ok',
    message: t('setup.probe.metrics', 'Answers queries: {{query}} returned {{value}}', {
      query: PROBE_QUERY,
      value: PROBE_VALUE,
    }),
  };
}

async function probeLogs(dataSource: ResourceDataSource, now: number): Promise<ProbeResult> {
  // Loki counts in nanoseconds, which are more than a number of JavaScript can hold exactly.
  const lastHour = { start: `${now - LOOK_BACK_MS}000000`, end: `${now}000000` };
  const answer = await dataSource.getResource<unknown>('labels', lastHour, QUIETLY);
  const labels = readBody(NAMES_BODY, answer).data ?? [];
  if (labels.length === 0) {
    return {
      state: 'empty',
      message: t('setup.probe.no-labels', 'No label in the last hour'),
      advice: t('setup.probe.no-labels-advice', 'Check that logs are sent to this Loki'),
    };
  }
  return {
    state: 'ok',
    message: tCount(
      'setup.probe.labels',
      labels.length,
      { one: '{{count}} label in the last hour: {{names}}', other: '{{count}} labels in the last hour: {{names}}' },
      { names: shown(labels) }
    ),
    services: await countServices(dataSource, labels, lastHour),
  };
}

/** Services by the label that names them best; undefined where none does, or nobody says. */
async function countServices(
  dataSource: ResourceDataSource,
  labels: readonly string[],
  lastHour: Record<'start' | 'end', string>
): Promise<number | undefined> {
  const [label] = bindLogs({ labelNames: labels, streams: [], metadata: [] }).serviceLabels;
  if (label === undefined) {
    return undefined;
  }
  try {
    const answer = await dataSource.getResource<unknown>(`label/${label}/values`, lastHour, QUIETLY);
    const names = (readBody(NAMES_BODY, answer).data ?? []).filter((name) => !NO_SERVICE.test(name));
    // How many files a shipper's job has, the names of jobs do not tell.
    return labels.includes(FILE_LABEL) && names.some(standsForFiles) ? undefined : names.length;
  } catch {
    // What was asked first has answered: the data source works.
    return undefined;
  }
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
  if (attributes.length === 0) {
    return {
      state: 'empty',
      message: t('setup.probe.no-attributes', 'No attribute in the last hour'),
      advice: t('setup.probe.no-attributes-advice', 'Check that spans are sent to this Tempo'),
    };
  }
  return {
    state: 'ok',
    message: tCount(
      'setup.probe.attributes',
      attributes.length,
      {
        one: '{{count}} attribute in the last hour: {{names}}',
        other: '{{count}} attributes in the last hour: {{names}}',
      },
      { names: shown(attributes) }
    ),
  };
}

function shown(names: readonly string[]): string {
  return [...names.slice(0, NAMES_SHOWN), ...(names.length > NAMES_SHOWN ? ['…'] : [])].join(', ');
}
