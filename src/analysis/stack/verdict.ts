import {
  type Part,
  type ServerProduct,
  type StackAnswer,
  STACK_SIGNALS,
  type StackSignal,
  type Unanswered,
} from '../../telemetry/questions/stack';
import { type State, urgencyOf } from '../state';
import { type Freshness, freshnessOf } from './freshness';
import { ARRIVAL_OF, type Loss, stateOfLoss } from './loss';
import { type ServerRow, serverRows } from './serverRows';

/** Why a signal is trusted no further, the worst first. */
export type TrustReason =
  /** The data source could not be asked, or there is none. */
  | { rule: 'unanswered'; unanswered: Unanswered }
  /** Nothing arrived within the hour that was looked at. */
  | { rule: 'none' }
  | { rule: 'old'; seconds: number }
  /** Processes that carry the signal are down. */
  | { rule: 'down'; product: ServerProduct; component?: string; down: number; of: number }
  | { rule: 'lost'; product: ServerProduct; component?: string; loss: Loss }
  /** Targets that Prometheus cannot scrape. */
  | { rule: 'targets'; down: number; of: number; some: ReadonlyArray<{ job: string; instance: string }> }
  /** The newest is of a time to come, or the clock of a machine is off. */
  | { rule: 'clock'; seconds: number; instance?: string; others?: number };

/** May one signal be trusted? */
export interface SignalVerdict {
  signal: StackSignal;
  state: State;
  freshness: Freshness;
  /** Seconds; undefined where nothing is known of its newest. */
  age?: number;
  reasons: TrustReason[];
  /** Whether its stores are scraped, without which nobody knows what they refuse. */
  isStoreKnown: boolean;
}

/** May the other pages be trusted? */
export interface StackVerdict {
  state: State;
  /** The worst first. */
  signals: SignalVerdict[];
  /** Seconds: the age of the oldest of all that is fresh. */
  oldest?: number;
}

/** Which products carry a signal, and which of them store it. */
export const CARRIERS: Readonly<Record<StackSignal, { stores: ServerProduct[]; senders: ServerProduct[] }>> = {
  metrics: { stores: ['prometheus', 'mimir'], senders: ['alloy', 'collector'] },
  logs: { stores: ['loki'], senders: ['alloy', 'promtail', 'collector'] },
  traces: { stores: ['tempo'], senders: ['alloy', 'collector'] },
};

/** Judges the signals by what is known of them. */
export function stackVerdict(answer: StackAnswer): StackVerdict {
  const rows = serverRows(answer.metrics.value?.servers ?? []);
  const signals = STACK_SIGNALS.map((signal) => signalVerdict(signal, answer, rows)).sort(
    (a, b) => urgencyOf(b.state) - urgencyOf(a.state)
  );
  const fresh = signals.flatMap(({ freshness, age }) => (freshness === 'fresh' ? (age ?? []) : []));
  return {
    state: signals[0]?.state ?? 'unknown',
    signals,
    ...(fresh.length > 0 && { oldest: Math.max(...fresh) }),
  };
}

/** What is joined by time, such as lines with spans, is looked for within a few seconds. */
const CLOCK_SECONDS = 5;

interface Judged {
  state: State;
  reason: TrustReason;
}

function signalVerdict(signal: StackSignal, answer: StackAnswer, rows: readonly ServerRow[]): SignalVerdict {
  const part: Part<{ newest?: number }> = answer[signal];
  const { stores, senders } = CARRIERS[signal];
  const carriers = rows.filter(({ product }) => [...stores, ...senders].includes(product));
  const carrying = carriers.filter((row) => stores.includes(row.product) || carries(row, signal));
  const isStoreKnown = rows.some(({ product }) => stores.includes(product));
  const newest = part.value?.newest;
  const age = newest === undefined ? undefined : Math.max(0, (answer.at - newest) / 1000);
  const judged = [
    ...(part.unanswered
      ? [{ state: unansweredState(part.unanswered), reason: unansweredReason(part.unanswered) }]
      : []),
    ...(part.value ? ofAge(signal, age) : []),
    ...carrying.flatMap((row) => [...ofDown(row), ...ofLosses(signal, row)]),
    ...(signal === 'metrics' ? [...ofTargets(answer), ...ofClocks(answer)] : []),
    ...(newest === undefined ? [] : ofFuture((newest - answer.at) / 1000)),
  ].sort((a, b) => urgencyOf(b.state) - urgencyOf(a.state));
  return {
    signal,
    state: judged[0]?.state ?? 'ok',
    freshness: part.value ? freshnessOf(signal, age) : 'unknown',
    ...(age !== undefined && { age }),
    reasons: judged.map(({ reason }) => reason),
    isStoreKnown,
  };
}

/** Where there is none, or one may not ask, nothing is wrong: one cannot tell. */
const unansweredState = ({ kind }: Unanswered): State => (kind === 'failed' ? 'critical' : 'unknown');
const unansweredReason = (unanswered: Unanswered): TrustReason => ({ rule: 'unanswered', unanswered });

/** A sender is of a signal where it was sent something of it. One that is down tells nothing: it may have been. */
function carries({ arriving, losses, up }: ServerRow, signal: StackSignal): boolean {
  const isOf = ({ of }: { of: string }) => of === ARRIVAL_OF[signal];
  return up === 0 || arriving.some(isOf) || losses.some(isOf);
}

function ofAge(signal: StackSignal, age: number | undefined): Judged[] {
  const freshness = freshnessOf(signal, age);
  if (freshness === 'fresh') {
    return [];
  }
  const reason: TrustReason = age === undefined ? { rule: 'none' } : { rule: 'old', seconds: age };
  return [{ state: freshness === 'missing' ? 'critical' : 'warning', reason }];
}

function ofDown({ product, component, up, all }: ServerRow): Judged[] {
  const reason: TrustReason = { rule: 'down', product, component, down: all - up, of: all };
  return up === all ? [] : [{ state: up === 0 ? 'critical' : 'warning', reason }];
}

function ofLosses(signal: StackSignal, { product, component, losses }: ServerRow): Judged[] {
  return losses.flatMap((loss) => {
    const state = loss.of === ARRIVAL_OF[signal] ? stateOfLoss(loss) : undefined;
    return state ? [{ state, reason: { rule: 'lost' as const, product, component, loss } }] : [];
  });
}

function ofTargets({ metrics: { value } }: StackAnswer): Judged[] {
  if (!value || value.down === 0) {
    return [];
  }
  const { down, targets, someDown } = value;
  const reason: TrustReason = { rule: 'targets', down, of: targets, some: someDown };
  return [{ state: down * 2 >= targets ? 'critical' : 'warning', reason }];
}

function ofClocks({ metrics: { value } }: StackAnswer): Judged[] {
  const off = (value?.clocks ?? []).filter(({ seconds }) => Math.abs(seconds) >= CLOCK_SECONDS);
  const [worst, ...others] = off.sort((a, b) => Math.abs(b.seconds) - Math.abs(a.seconds));
  return worst ? [{ state: 'warning', reason: { rule: 'clock', ...worst, others: others.length } }] : [];
}

function ofFuture(ahead: number): Judged[] {
  return ahead >= CLOCK_SECONDS ? [{ state: 'warning', reason: { rule: 'clock', seconds: ahead } }] : [];
}
