import { t, tCount } from '../../i18n/t';
import { type Evidence, type JoinOverride, type ServiceIdentity } from '../../correlation/joins';

/** Where a service may have a name. */
export type JoinedSignal = 'metrics' | 'logs' | 'traces';
export const JOINED_SIGNALS: readonly JoinedSignal[] = ['metrics', 'logs', 'traces'];

/** What a cell of the table says: the name, why it is taken for the service's, and what to look at. */
export interface NameCell {
  name?: string;
  /** The evidence, or what is missing, in words. */
  words: string;
  tone: 'sure' | 'missing' | 'doubtful';
}

/** Names that look alike but share nothing: for an admin to confirm. */
export interface Proposal {
  signal: 'logs' | 'traces';
  name: string;
  words: string;
}

/** One service as the page tells it. */
export interface JoinEvidence extends Record<JoinedSignal, NameCell> {
  service: string;
  proposals: Proposal[];
}

const NOTHING: Record<JoinedSignal, () => string> = {
  metrics: () => t('setup.join.no-metrics', 'No metrics'),
  logs: () => t('setup.join.no-logs', 'No logs found'),
  traces: () => t('setup.join.no-traces', 'No traces found'),
};

/** Why a name is taken for the service's, as it follows the name. */
export function evidenceWords(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'overruled':
      return t('setup.join.by-admin', 'set by an admin');
    case 'traces':
      return t(
        'setup.join.by-traces',
        '{{agree}} of {{all}} log lines with trace IDs are inside spans of this service',
        {
          agree: evidence.agree,
          all: evidence.of,
        }
      );
    case 'equal':
      return t('setup.join.same-name', 'same name');
    case 'label':
      return t('setup.join.by-label', 'matching label value “{{value}}”', { value: evidence.value });
    case 'exemplars':
      return t('setup.join.by-exemplars', '{{agree}} of {{all}} exemplars are spans of this service', {
        agree: evidence.agree,
        all: evidence.of,
      });
    case 'requests':
      return t('setup.join.by-requests', 'same requests on {{routes}} routes, minute by minute', {
        routes: evidence.routes,
      });
  }
}

/**
 * One service as the page tells it.
 * @param decided what an admin decided of it
 */
export function joinEvidence(identity: ServiceIdentity, decided?: JoinOverride): JoinEvidence {
  const naming = JOINED_SIGNALS.find((signal) => identity[signal] !== undefined);
  const cell = (signal: JoinedSignal): NameCell => {
    const said = signal === 'metrics' ? undefined : decided?.[signal];
    const joined = identity[signal];
    if (joined) {
      const isOwn = signal === naming && joined.name === identity.service && joined.evidence.kind === 'equal';
      const words = isOwn ? t('setup.join.display-name', 'display name') : evidenceWords(joined.evidence);
      return { name: joined.name, words, tone: 'sure' };
    }
    if (said === null) {
      return { words: t('setup.join.none-by-admin', 'set to none by an admin'), tone: 'sure' };
    }
    return typeof said === 'string'
      ? { name: said, words: t('setup.join.gone', 'set by an admin, but not found'), tone: 'doubtful' }
      : { words: NOTHING[signal](), tone: 'missing' };
  };
  return {
    service: identity.service,
    metrics: cell('metrics'),
    logs: cell('logs'),
    traces: cell('traces'),
    proposals: identity.proposed.map(({ signal, name }) => ({
      signal,
      name,
      words:
        signal === 'logs'
          ? t('setup.join.alike-in-logs', '{{name}} (in logs) is similar, but no shared evidence', { name })
          : t('setup.join.alike-in-traces', '{{name}} (in traces) is similar, but no shared evidence', { name }),
    })),
  };
}

/** What was detected, in a sentence or two. */
export function joinSummary(rows: readonly JoinEvidence[]): string {
  const services = tCount('setup.join.services', rows.length, {
    one: '{{count}} service',
    other: '{{count}} services',
  });
  const without = JOINED_SIGNALS.flatMap((signal) => {
    const lacking = rows.filter((row) => row[signal].tone !== 'sure').length;
    return lacking > 0 ? [WITHOUT[signal](lacking)] : [];
  });
  const open = rows.flatMap((row) => row.proposals).length;
  return [
    without.length > 0
      ? [services, ...without].join(', ')
      : t('setup.join.complete', '{{services}}, each with a name in metrics, logs and traces', { services }),
    ...(open > 0 ? [toConfirm(open)] : []),
  ].join('. ');
}

const WITHOUT: Record<JoinedSignal, (count: number) => string> = {
  metrics: (count) => t('setup.join.without-metrics', '{{count}} without metrics', { count }),
  logs: (count) => t('setup.join.without-logs', '{{count}} without logs', { count }),
  traces: (count) => t('setup.join.without-traces', '{{count}} without traces', { count }),
};

/** So many names to confirm, in words. */
export function toConfirm(names: number): string {
  return tCount('setup.join.to-confirm', names, {
    one: '{{count}} name to confirm',
    other: '{{count}} names to confirm',
  });
}

/** The names that were seen in logs or traces, in order. */
export function namesSeen(identities: readonly ServiceIdentity[], signal: 'logs' | 'traces'): string[] {
  return [...new Set(identities.flatMap((one) => one[signal]?.name ?? []))].sort((a, b) => a.localeCompare(b));
}
