import { INFRA_KINDS, type InfraKind } from '../../telemetry/questions/infrastructure';
import { type State, urgencyOf } from '../state';
import { type Finding } from './findings';
import { fullestOf, type InfraRow } from './infraRows';

/** How all hosts, containers and databases are doing, in one look. */
export interface InfraVerdict {
  state: State;
  /** How many there are of each kind, and how many of them need a look. */
  counts: ReadonlyArray<{ kind: InfraKind; total: number; troubled: number }>;
  /** Kinds that nobody answered about. */
  unread: readonly InfraKind[];
  /** Where to look first, and what is the matter there. */
  worst?: { row: InfraRow; finding: Finding };
  /** Where nothing is the matter, who is nearest to a limit. */
  fullest?: InfraRow;
}

/** What fails explains more than what waits, and that more than what is used. */
const RANKS = { failing: 2, waiting: 1, used: 0 } as const;

const CLOSEST: readonly InfraKind[] = ['container', 'database', 'host'];

/** @param rows of all kinds that answered, each the worst first; a kind that did not is left out */
export function infraVerdict(rows: Readonly<Partial<Record<InfraKind, readonly InfraRow[]>>>): InfraVerdict {
  const counts = INFRA_KINDS.flatMap((kind) => {
    const own = rows[kind] ?? [];
    const troubled = own.filter(({ findings }) => findings.length > 0).length;
    return own.length > 0 ? [{ kind, total: own.length, troubled }] : [];
  });
  const unread = INFRA_KINDS.filter((kind) => rows[kind] === undefined);
  const all = INFRA_KINDS.flatMap((kind) => rows[kind] ?? []);
  // What is so of a container as well as of its host is told of the container.
  const closest = [...all].sort((a, b) => CLOSEST.indexOf(a.entity.kind) - CLOSEST.indexOf(b.entity.kind));
  const found = closest.flatMap((row) => row.findings.slice(0, 1).map((finding) => ({ row, finding })));
  const [worst] = [...found].sort(
    (a, b) =>
      urgencyOf(b.finding.state) - urgencyOf(a.finding.state) || RANKS[b.finding.aspect] - RANKS[a.finding.aspect]
  );
  if (worst) {
    return { state: worst.finding.state, counts, unread, worst };
  }
  const [fullest] = all.filter(({ state }) => state !== 'unknown').sort((a, b) => fullestOf(b) - fullestOf(a));
  // Who was not asked may be the one that fails.
  return { state: fullest && unread.length === 0 ? 'ok' : 'unknown', counts, unread, ...(fullest && { fullest }) };
}
