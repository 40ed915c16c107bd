import { type Arrival, type Lost, type StackServer, type StackSignal } from '../../telemetry/questions/stack';
import { type State } from '../state';

/** What signals are made of. */
export const ARRIVAL_OF: Readonly<Record<StackSignal, Arrival>> = {
  metrics: 'samples',
  logs: 'lines',
  traces: 'spans',
};

/** What is lost of what one server, or several alike, are sent. */
export interface Loss {
  of: Arrival;
  /** Per second, all reasons together. */
  perSecond: number;
  /** Of all that is sent, 0 to 1. */
  share: number;
  /** The reason for most of it. */
  reason: string;
}

/** Below this share no page shows another number: error rates have two digits, and begin at 0.01%. */
const WARNING_SHARE = 0.001;
/** From here on an error rate of a few percent can be made, or hidden, by what is lost. */
const CRITICAL_SHARE = 0.05;

/**
 * What servers that are alike lose, the largest share first.
 * @param installation all of their product that work together: parts of it to which nothing is sent from outside tell
 *   what they lose, and others what arrives. Where replicas lose the same, each counts it.
 */
export function lossesOf(servers: readonly StackServer[], installation = servers): Loss[] {
  const lost = servers.flatMap((server) => server.lost);
  const kinds = [...new Set(lost.map(({ of }) => of))];
  return kinds
    .map((of): Loss => {
      const own = lost.filter((one) => one.of === of);
      const perSecond = servers.reduce((all, server) => all + lostOf(server, of), 0);
      const arriving = arrivingOf(servers, of) ?? arrivingOf(installation, of) ?? 0;
      const whole = arriving + sum(own.filter(({ hasArrived }) => !hasArrived));
      return { of, perSecond, share: whole > 0 ? Math.min(1, perSecond / whole) : 1, reason: mostly(own) };
    })
    .sort((a, b) => b.share - a.share);
}

/** How bad a loss is; undefined where it changes no number on a page. */
export function stateOfLoss({ share }: Pick<Loss, 'share'>): Extract<State, 'warning' | 'critical'> | undefined {
  return share >= CRITICAL_SHARE ? 'critical' : share >= WARNING_SHARE ? 'warning' : undefined;
}

/** What one server loses; of what it may count twice, no more than is certain. */
function lostOf({ lost }: StackServer, kind: Arrival): number {
  const own = lost.filter(({ of }) => of === kind);
  const [told, others] = [true, false].map((isTold) => sum(own.filter((one) => (one.mayBeTold ?? false) === isTold)));
  return Math.max(told ?? 0, others ?? 0);
}

/** Undefined where nobody tells. */
function arrivingOf(servers: readonly StackServer[], kind: Arrival): number | undefined {
  const all = servers.flatMap(({ arriving }) => arriving.filter(({ of }) => of === kind));
  return all.length > 0 ? sum(all) : undefined;
}

function mostly(lost: readonly Lost[]): string {
  const byReason = new Map<string, number>();
  lost.forEach(({ reason, perSecond }) => byReason.set(reason, (byReason.get(reason) ?? 0) + perSecond));
  return [...byReason].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function sum(values: ReadonlyArray<{ perSecond: number }>): number {
  return values.reduce((all, { perSecond }) => all + perSecond, 0);
}
