import { type Failure } from '../../datasources/failure';
import { type SignalKind } from '../../datasources/find';
import { type ProbeResult } from '../../datasources/probe';
import { type MetricDetection } from '../../telemetry/conventions/binding';
import { type MappableMeasure } from '../../telemetry/measures';
import { t, tCount } from '../../i18n/t';
import { conventionEvidence, type Lack } from './familyEvidence';
import { toConfirm } from './joinWords';
import { measureTitle, MEASURES, shopSignals } from './signalEvidence';
import { signalName } from './signalName';
import { type SectionId } from './sections';

/**
 * How a check stands. `broken`: pages stay empty until this is mended; `gap`: something is not shown; `checking`: not
 * known yet.
 */
export type CheckState = 'broken' | 'gap' | 'checking' | 'ok';

/** What to do about a check, or where it leads. */
export type CheckAction =
  | { to: 'page'; page: 'health' | 'logs' | 'traces' }
  | { to: 'section'; section: SectionId }
  | { to: 'new-data-source'; kind: SignalKind }
  | { to: 'data-source'; uid: string }
  | { to: 'mapping'; measure: MappableMeasure };

/** One line of the checklist. */
export interface Check {
  id: string;
  title: string;
  text: string;
  state: CheckState;
  action?: CheckAction;
}

/** A data source as far as it was tested. */
export type CheckedSource = { kind: SignalKind } & (
  | { failure: Failure }
  | {
      uid: string;
      name: string;
      /** Undefined while it is tested. */
      result?: ProbeResult;
    }
);

/** What the checklist is made of: all of it is asked for anyway. */
export interface Checked {
  sources: readonly CheckedSource[];
  /** What was detected in metrics; undefined while that is looked for, or where there is nothing to look at. */
  detection?: MetricDetection;
  /** Why nothing could be detected. */
  detectionFailure?: Failure;
  /** How many names of services wait for an admin; undefined while nobody has asked for names. */
  namesToConfirm?: number;
  /** Whether the reader can change settings: others are shown what is missing, and nothing that they cannot do. */
  canChange: boolean;
}

const ORDER: readonly CheckState[] = ['broken', 'gap', 'checking', 'ok'];

/** What there is and what is missing, gaps first, each with the one thing to do about it. */
export function checklist(checked: Checked): Check[] {
  const checks = [
    ...checked.sources.map((source) => sourceCheck(source, checked)),
    ...(checked.detection ? detectionChecks(checked.detection, checked) : []),
    ...namesCheck(checked),
  ];
  return checks.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** The checklist in one sentence; empty while it is being made. */
export function checklistSummary(checks: readonly Check[]): string {
  if (checks.some(({ state }) => state === 'checking')) {
    return '';
  }
  const open = checks.filter(({ state }) => state !== 'ok').length;
  return open === 0
    ? t('setup.checklist.complete', 'Everything was detected')
    : tCount(
        'setup.checklist.open',
        open,
        { one: '{{count}} of {{all}} checks needs attention', other: '{{count}} of {{all}} checks need attention' },
        { all: checks.length }
      );
}

function sourceCheck(source: CheckedSource, checked: Checked): Check {
  const { kind } = source;
  const about = { id: kind, title: signalName(kind) };
  const details: CheckAction = { to: 'section', section: 'data-sources' };
  if ('failure' in source) {
    const action: CheckAction = checked.canChange ? { to: 'new-data-source', kind } : details;
    return { ...about, state: 'broken', text: source.failure.message, action };
  }
  const { result, uid, name } = source;
  if (!result) {
    return checking(about);
  }
  switch (result.state) {
    case 'ok':
      return kind === 'metrics' ? metricsCheck(name, checked) : { ...about, ...answering(kind, name, result.services) };
    case 'empty':
      return { ...about, state: 'broken', text: result.message, action: details };
    default:
      return {
        ...about,
        state: 'broken',
        text: result.message,
        action: checked.canChange ? { to: 'data-source', uid } : details,
      };
  }
}

function checking(about: Pick<Check, 'id' | 'title'>): Check {
  return { ...about, state: 'checking', text: t('setup.checklist.checking', 'Checking…') };
}

/** A data source for logs or traces that has some. */
function answering(
  kind: 'logs' | 'traces',
  dataSource: string,
  services: number | undefined
): Pick<Check, 'state' | 'text' | 'action'> {
  const action: CheckAction = { to: 'page', page: kind };
  if (services !== undefined && services > 0) {
    return { state: 'ok', text: servicesIn(services, dataSource), action };
  }
  const text =
    kind === 'logs'
      ? t('setup.checklist.logs', 'Logs of the last hour in {{dataSource}}', { dataSource })
      : t('setup.checklist.traces', 'Spans of the last hour in {{dataSource}}', { dataSource });
  return { state: 'ok', text, action };
}

function servicesIn(services: number, dataSource: string): string {
  return tCount(
    'setup.checklist.services',
    services,
    { one: '{{count}} service in {{dataSource}}', other: '{{count}} services in {{dataSource}}' },
    { dataSource }
  );
}

/** Metrics that can be asked are of use once services were detected in them. */
function metricsCheck(dataSource: string, { detection, detectionFailure }: Checked): Check {
  const about = { id: 'metrics', title: signalName('metrics') };
  const details: CheckAction = { to: 'section', section: 'requests' };
  if (detectionFailure) {
    return { ...about, state: 'broken', text: detectionFailure.message, action: details };
  }
  if (!detection) {
    return checking(about);
  }
  const services = new Set(detection.families.flatMap((family) => family.services.map(({ service }) => service))).size;
  return services > 0
    ? { ...about, state: 'ok', text: servicesIn(services, dataSource), action: { to: 'page', page: 'health' } }
    : {
        ...about,
        state: 'broken',
        text: t('setup.checklist.no-requests', 'No request metrics detected in {{dataSource}}', { dataSource }),
        action: details,
      };
}

function detectionChecks(detection: MetricDetection, { canChange }: Checked): Check[] {
  const found = new Map(MEASURES.map((measure) => [measure, [] as string[]]));
  for (const { measure, metric } of shopSignals(detection)) {
    found.get(measure)?.push(metric);
  }
  return [
    ...requestsCheck(detection),
    ...[...found].map(([measure, metrics]): Check => {
      const about = { id: measure, title: measureTitle(measure) };
      return metrics.length > 0
        ? { ...about, state: 'ok', text: metrics.join(', ') }
        : {
            ...about,
            state: 'gap',
            text: t('setup.checklist.not-detected', 'Not detected'),
            action: canChange ? { to: 'mapping', measure } : { to: 'section', section: 'own-metrics' },
          };
    }),
  ];
}

/** What requests lack somewhere, once there are any. */
function requestsCheck(detection: MetricDetection): Check[] {
  if (detection.families.length === 0) {
    return [];
  }
  const about = { id: 'requests', title: t('setup.checklist.requests', 'Request metrics') };
  const gaps = conventionEvidence(detection).flatMap(({ families }) => families.flatMap((family) => family.gaps));
  const lacks = [...new Set(gaps.map(({ lack }) => lack))];
  return [
    lacks.length === 0
      ? { ...about, state: 'ok', text: t('setup.checklist.all-measured', 'Status code, latency and route everywhere') }
      : {
          ...about,
          state: 'gap',
          text: t('setup.checklist.lacking', 'Incomplete for some services: {{what}}', {
            what: lacks.map((lack) => LACKS[lack]()).join(', '),
          }),
          action: { to: 'section', section: 'requests' },
        },
  ];
}

const LACKS: Record<Lack, () => string> = {
  status: () => t('setup.checklist.status', 'status code'),
  latency: () => t('setup.checklist.latency', 'latency'),
  route: () => t('setup.checklist.route', 'route'),
};

function namesCheck({ namesToConfirm = 0 }: Checked): Check[] {
  return namesToConfirm === 0
    ? []
    : [
        {
          id: 'names',
          title: t('setup.checklist.names', 'Service names'),
          state: 'gap',
          text: toConfirm(namesToConfirm),
          action: { to: 'section', section: 'service-names' },
        },
      ];
}
