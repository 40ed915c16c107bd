import { type CaseVersion } from '../../analysis/causes/case';
import { type Cause } from '../../analysis/causes/cause';
import { type PatternChange } from '../../analysis/causes/change';
import { type AppLocation } from '../../correlation/appLocation';
import { type ChangesAnswer } from '../../datasources/changes/question';
import { t, tCount } from '../../i18n/t';
import { type Level } from '../../telemetry/questions/logs';
import { formatCount, formatShare } from '../format';
import { healthOfCause, linesOfPattern, linkTimes, seenAt, serviceAt, tracesOfCause } from './changeLinks';
import { changeText } from './measureWords';

/** One thing that speaks for a cause, and where it is seen. */
export interface EvidenceItem {
  id: string;
  text: string;
  location?: AppLocation;
}

interface Formats {
  stepSeconds: number;
  formatTime: (time: number) => string;
}

/** Evidence that is less than half there is told of somebody else. */
const MOSTLY = 0.5;
/** Patterns of lines that are told beside a cause. */
const MOST_PATTERNS = 2;

/** What speaks for a cause, what says most first. */
export function evidenceOf(cause: Cause, answer: ChangesAnswer, formats: Formats): EvidenceItem[] {
  const times = linkTimes(answer.question);
  const { evidence, operation, outside } = cause;
  const service = seenAt(cause);
  const traces = tracesOfCause(cause, times);
  const health = healthOfCause(cause, times);
  const said = (
    id: string,
    isThere: boolean | undefined,
    text: () => string,
    location?: AppLocation
  ): EvidenceItem[] => (isThere ? [{ id, text: text(), location }] : []);
  return [
    ...said('first', (evidence.first ?? 0) >= MOSTLY, () => t('changes.evidence.first', 'first to change'), health),
    ...said(
      'origins',
      (evidence.origins ?? 0) >= MOSTLY,
      () =>
        cause.isOutside
          ? t('changes.evidence.origins-outside', 'failed traces fail first in calls to it')
          : t('changes.evidence.origins', 'failed traces fail first here, with no failed span below'),
      traces
    ),
    ...said(
      'own-failures',
      (evidence.ownFailures ?? 0) >= MOSTLY,
      () =>
        t('changes.evidence.own-failures', '{{share}} of the failures not explained by called services', {
          share: formatShare(evidence.ownFailures),
        }),
      health
    ),
    ...said(
      'own-seconds',
      (evidence.ownSeconds ?? 0) >= MOSTLY,
      () =>
        t('changes.evidence.own-seconds', '{{share}} of the added latency not explained by called services', {
          share: formatShare(evidence.ownSeconds),
        }),
      health
    ),
    ...said(
      'self-time',
      (evidence.selfTime ?? 0) >= MOSTLY,
      () =>
        operation === undefined
          ? t('changes.evidence.self-time', 'spans take longer without what they call')
          : t('changes.evidence.self-time-of', '{{operation}} takes longer without what it calls', { operation }),
      traces
    ),
    ...said(
      'outside',
      outside !== undefined,
      () => t('changes.evidence.outside', 'seen in calls to {{name}}', { name: outside }),
      traces
    ),
    ...resourceItems(cause, formats.stepSeconds, serviceAt(service, 'resources', times.wide)),
    ...versionItems(cause, answer, formats, serviceAt(service, 'overview', times.wide)),
    ...said(
      'instance',
      cause.instance !== undefined,
      () => t('changes.evidence.instance', 'instance {{instance}} alone', { instance: cause.instance }),
      serviceAt(service, 'resources', times.wide)
    ),
    ...said(
      'demand',
      (evidence.demand ?? 0) >= MOSTLY,
      () => t('changes.evidence.demand', 'more requests from outside'),
      health
    ),
    ...patternsOf(cause, answer)
      .slice(0, MOST_PATTERNS)
      .map((pattern) => ({
        id: `pattern ${pattern.template}`,
        text: patternText(pattern),
        location: linesOfPattern(pattern, answer.question),
      })),
  ];
}

function resourceItems({ changes, evidence }: Cause, stepSeconds: number, location: AppLocation): EvidenceItem[] {
  const used = ['cpu', 'memory', 'saturation', 'restarts'];
  return (evidence.resources ?? 0) > 0
    ? changes
        .filter(({ measure, isWorse }) => isWorse && used.includes(measure))
        .slice(0, 2)
        .map((change) => ({
          id: `${change.measure} ${change.entity.name ?? ''}`,
          text:
            change.entity.name === undefined
              ? changeText(change, stepSeconds)
              : t('changes.evidence.resource', '{{change}} ({{name}})', {
                  change: changeText(change, stepSeconds),
                  name: change.entity.name,
                }),
          location,
        }))
    : [];
}

/** A version that began to run, or that none did: both are worth knowing. */
function versionItems(cause: Cause, { one }: ChangesAnswer, formats: Formats, location: AppLocation): EvidenceItem[] {
  const own = (one.versions ?? []).filter(({ service }) => service === seenAt(cause));
  const [began] = newVersions(own, one.before.from).sort((a, b) => b.ran.from - a.ran.from);
  if (began && (cause.evidence.version ?? 0) > 0) {
    const values = { version: began.version, time: formats.formatTime(began.ran.from) };
    return [
      { id: 'version', text: t('changes.evidence.version', 'version {{version}} began at {{time}}', values), location },
    ];
  }
  return own.length > 0 && !began
    ? [{ id: 'version', text: t('changes.evidence.same-version', 'version unchanged'), location }]
    : [];
}

/** Versions that were not there from the start. */
export function newVersions(versions: readonly CaseVersion[], start: number): CaseVersion[] {
  const old = new Set(
    versions.filter(({ ran }) => ran.from <= start).map(({ service, version }) => `${service} ${version}`)
  );
  const found = new Map<string, CaseVersion>();
  for (const one of versions) {
    const key = `${one.service} ${one.version}`;
    const known = found.get(key);
    if (!old.has(key) && (!known || one.ran.from < known.ran.from)) {
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/** Levels of lines that tell of trouble. */
const TELLING: ReadonlySet<Level> = new Set(['fatal', 'error', 'warn']);

/** Lines of its service that are more than before and tell of trouble, the most surprising first. */
export function patternsOf(cause: Cause, { changed }: Pick<ChangesAnswer, 'changed'>): PatternChange[] {
  return changed.changes.patterns
    .filter(
      ({ service, level, before, excess }) =>
        service === seenAt(cause) && excess > 0 && (before === 0 || TELLING.has(level))
    )
    .sort((a, b) => a.p - b.p || b.excess - a.excess);
}

/** What became of a pattern of lines, with how many there are. */
export function patternText({ template, before, during }: PatternChange): string {
  const values = { template, before: formatCount(before), during: formatCount(during) };
  return before === 0
    ? t('changes.evidence.pattern-new', 'log line “{{template}}” is new ({{during}})', values)
    : during === 0
      ? t('changes.evidence.pattern-gone', 'log line “{{template}}” is gone ({{before}} before)', values)
      : t('changes.evidence.pattern-changed', 'log line “{{template}}” {{before}} → {{during}}', values);
}

/** When a cause began, as far as it is known. */
export function onsetText({ began }: Cause, { formatTime }: Pick<Formats, 'formatTime'>): string | undefined {
  return (
    began &&
    t('changes.evidence.onset', 'began between {{from}} and {{to}}', {
      from: formatTime(began.from),
      to: formatTime(began.to),
    })
  );
}

/** Who suffers under a cause, in words without their names: these are links beside it. */
export function victimsText(cause: Cause, place: number): string {
  return tCount(
    'changes.cause.victims',
    cause.victims.length,
    { one: 'follows from {{place}}', other: 'follow from {{place}}' },
    { place }
  );
}
