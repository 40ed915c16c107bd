import {
  type Arrival,
  type Failing,
  type Lost,
  type ServerProduct,
  SERVER_PRODUCTS,
  type StackServer,
} from '../../telemetry/questions/stack';
import { type State, urgencyOf } from '../state';
import { type Loss, lossesOf, stateOfLoss } from './loss';

/** What is the matter with a server, the worst first. */
export type ServerReason =
  | { rule: 'down'; down: number; of: number }
  | { rule: 'lost'; loss: Loss }
  | { rule: 'fault'; fault: string }
  | { rule: 'failing'; failing: Failing }
  | { rule: 'slow'; seconds: number };

/** One server, or the processes of one part of it that are alike, with all numbers brought together. */
export interface ServerRow {
  key: string;
  product: ServerProduct;
  component?: string;
  cluster?: string;
  namespace?: string;
  job: string;
  /** Its processes. */
  servers: StackServer[];
  all: number;
  up: number;
  state: State;
  reasons: ServerReason[];
  versions: string[];
  /** Of the process that was started last. */
  startedAt?: number;
  /** Of the slowest. */
  scrapeSeconds?: number;
  querySeconds?: number;
  arriving: Array<{ of: Arrival; perSecond: number }>;
  losses: Loss[];
  /** The same by reason, the most first. */
  lost: Lost[];
  failing: Failing[];
  storedBytes?: number;
  keptSeconds?: number;
  keptBytes?: number;
  oldestAt?: number;
}

/** A query that takes this long keeps a page waiting longer than anybody does; Prometheus' time out is two minutes. */
const SLOW_SECONDS = 10;

/** The servers as rows, the worst first, then in the order in which data passes them. */
export function serverRows(servers: readonly StackServer[]): ServerRow[] {
  const groups = new Map<string, StackServer[]>();
  for (const server of servers) {
    const { product, component, cluster, namespace, job } = server;
    const key = JSON.stringify([product, component ?? '', cluster ?? '', namespace ?? '', job]);
    groups.set(key, [...(groups.get(key) ?? []), server]);
  }
  const order = (row: ServerRow) => SERVER_PRODUCTS.indexOf(row.product);
  return [...groups]
    .map(([key, group]) => rowOf(key, group, servers))
    .sort((a, b) => urgencyOf(b.state) - urgencyOf(a.state) || order(a) - order(b) || (a.key < b.key ? -1 : 1));
}

function rowOf(key: string, servers: StackServer[], others: readonly StackServer[]): ServerRow {
  const [first] = servers;
  const installation = others.filter(
    (one) => one.product === first?.product && one.cluster === first.cluster && one.namespace === first.namespace
  );
  const all = processesOf(servers);
  const up = processesOf(servers.filter(({ isUp }) => isUp));
  const losses = lossesOf(servers, installation);
  const failing = totals(servers.flatMap((one) => one.failing));
  const querySeconds = largest(servers.map((one) => one.querySeconds));
  const reasons: ServerReason[] = [
    ...(up < all ? [{ rule: 'down' as const, down: all - up, of: all }] : []),
    ...losses.flatMap((loss) => (stateOfLoss(loss) ? [{ rule: 'lost' as const, loss }] : [])),
    ...[...new Set(servers.flatMap(({ faults }) => faults))].map((fault) => ({ rule: 'fault' as const, fault })),
    ...failing.map((one) => ({ rule: 'failing' as const, failing: one })),
    ...(querySeconds !== undefined && querySeconds >= SLOW_SECONDS
      ? [{ rule: 'slow' as const, seconds: querySeconds }]
      : []),
  ];
  const { product = 'prometheus', component, cluster, namespace, job = '' } = first ?? {};
  return {
    key,
    product,
    component,
    cluster,
    namespace,
    job,
    servers,
    all,
    up,
    state: up === 0 || losses.some((loss) => stateOfLoss(loss) === 'critical') ? 'critical' : stateOf(reasons),
    reasons,
    versions: [...new Set(servers.flatMap(({ version }) => version ?? []))].sort(),
    startedAt: largest(servers.map(({ startedAt }) => startedAt)),
    scrapeSeconds: largest(servers.map(({ scrapeSeconds }) => scrapeSeconds)),
    querySeconds,
    arriving: arrivingOf(servers),
    losses,
    lost: lostByReason(servers),
    failing,
    storedBytes: total(servers.map(({ storedBytes }) => storedBytes)),
    keptSeconds: largest(servers.map(({ keptSeconds }) => keptSeconds)),
    keptBytes: largest(servers.map(({ keptBytes }) => keptBytes)),
    oldestAt: smallest(servers.map(({ oldestAt }) => oldestAt)),
  };
}

const processesOf = (servers: readonly StackServer[]) => servers.reduce((sum, { processes }) => sum + processes, 0);

function lostByReason(servers: readonly StackServer[]): Lost[] {
  const sums = new Map<string, Lost>();
  for (const one of servers.flatMap(({ lost }) => lost)) {
    const key = `${one.of} ${one.reason}`;
    sums.set(key, { ...one, perSecond: one.perSecond + (sums.get(key)?.perSecond ?? 0) });
  }
  return [...sums.values()].sort((a, b) => b.perSecond - a.perSecond);
}

const stateOf = (reasons: readonly ServerReason[]): State => (reasons.length > 0 ? 'warning' : 'ok');

function arrivingOf(servers: readonly StackServer[]): ServerRow['arriving'] {
  const byKind = new Map<Arrival, number>();
  servers.forEach(({ arriving }) =>
    arriving.forEach(({ of, perSecond }) => byKind.set(of, (byKind.get(of) ?? 0) + perSecond))
  );
  return [...byKind].map(([of, perSecond]) => ({ of, perSecond }));
}

function totals(failing: readonly Failing[]): Failing[] {
  const byReason = new Map<string, number>();
  failing.forEach(({ reason, perSecond }) => byReason.set(reason, (byReason.get(reason) ?? 0) + perSecond));
  return [...byReason].map(([reason, perSecond]) => ({ reason, perSecond })).sort((a, b) => b.perSecond - a.perSecond);
}

const known = (values: ReadonlyArray<number | undefined>) => values.flatMap((value) => value ?? []);
const largest = (values: ReadonlyArray<number | undefined>) =>
  known(values).length > 0 ? Math.max(...known(values)) : undefined;
const smallest = (values: ReadonlyArray<number | undefined>) =>
  known(values).length > 0 ? Math.min(...known(values)) : undefined;
const total = (values: ReadonlyArray<number | undefined>) =>
  known(values).length > 0 ? known(values).reduce((all, value) => all + value, 0) : undefined;
