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

const NOTHING: Record<JoinedSignal, string> = {
  metrics: 'not in metrics: no rate, errors or durations',
  logs: 'no lines of it were found',
  traces: 'no spans of it were found',
};

/** Why a name is taken for the service's, as it follows the name. */
export function evidenceWords(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'overruled':
      return 'an admin said so';
    case 'traces':
      return `${evidence.agree} of ${evidence.of} lines with trace ids were written inside its spans`;
    case 'equal':
      return 'equal names';
    case 'label':
      return `a label of it says “${evidence.value}”`;
    case 'alike':
      return 'looks alike, which proves nothing';
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
      return { name: joined.name, words: isOwn ? 'what pages call it' : evidenceWords(joined.evidence), tone: 'sure' };
    }
    if (said === null) {
      return { words: 'an admin said that it has none', tone: 'sure' };
    }
    return typeof said === 'string'
      ? { name: said, words: 'an admin said so, but nothing by that name was found', tone: 'doubtful' }
      : { words: NOTHING[signal], tone: 'missing' };
  };
  return {
    service: identity.service,
    metrics: cell('metrics'),
    logs: cell('logs'),
    traces: cell('traces'),
    proposals: identity.proposed.map(({ signal, name }) => ({
      signal,
      name,
      words: `${name} (in ${signal}) looks alike, but shares nothing with it`,
    })),
  };
}

/** What was found, in one sentence. */
export function joinSummary(rows: readonly JoinEvidence[]): string {
  const count = (some: readonly unknown[], one: string) => `${some.length} ${one}${some.length === 1 ? '' : 's'}`;
  const without = JOINED_SIGNALS.flatMap((signal) => {
    const lacking = rows.filter((row) => row[signal].tone !== 'sure');
    return lacking.length > 0 ? [`${lacking.length} without ${signal}`] : [];
  });
  const proposals = rows.flatMap((row) => row.proposals);
  return [
    `${count(rows, 'service')}, ${without.join(', ') || 'each with a name in metrics, logs and traces'}.`,
    ...(proposals.length > 0 ? [`${count(proposals, 'name')} to confirm.`] : []),
  ].join(' ');
}

/** The names that were seen in logs or traces, in order. */
export function namesSeen(identities: readonly ServiceIdentity[], signal: 'logs' | 'traces'): string[] {
  return [...new Set(identities.flatMap((one) => one[signal]?.name ?? []))].sort((a, b) => a.localeCompare(b));
}
