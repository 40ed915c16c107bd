import { sameRequests, type SameRequests } from './sameRequests';
import { type SeenName } from './seenNames';

/** Two names that count the same requests, and no other names count them. */
export interface MovingPair extends SameRequests {
  our: string;
  their: string;
}

/** Words that tell deployments of one service apart, which may well have the same routes and rates. */
const DEPLOYMENT = /^(?:blue|green|canary|stable|primary|secondary|baseline|shadow|mirror|preview|v?\d+)$/;
const ENVIRONMENTS: ReadonlyArray<readonly string[]> = [
  ['prod', 'production', 'live'],
  ['staging', 'stage', 'stg'],
  ['dev', 'development'],
  ['test', 'qa', 'uat'],
];

/**
 * The pairs of names that count the same requests (see {@link sameRequests}). A name of which two could be the other,
 * as a gateway and the service behind it may be, is in none; nor are two that say that they run in different places, or
 * are different deployments.
 */
export function movingPairs(ours: readonly SeenName[], theirs: readonly SeenName[]): MovingPair[] {
  const counted = ours.flatMap((our) =>
    theirs.flatMap((their) =>
      our.counts && their.counts ? [{ our, their, counts: [our.counts, their.counts] as const }] : []
    )
  );
  const pairs = counted.flatMap(({ our, their, counts: [first, second] }) => {
    const same = sameRequests(first, second, counted.length);
    return same ? [{ our, their, same }] : [];
  });
  const isAlone = (pair: (typeof pairs)[number]) =>
    pairs.filter(({ our, their }) => our === pair.our || their === pair.their).length === 1;
  return pairs
    .filter((pair) => isAlone(pair) && mayRunTogether(pair.our, pair.their))
    .map(({ our, their, same }) => ({ our: our.name, their: their.name, ...same }));
}

/** Whether nothing that two names say of themselves tells them apart. */
function mayRunTogether(one: SeenName, other: SeenName): boolean {
  const environments = (name: SeenName) => [
    ...(name.environments ?? []).map(environmentOf),
    ...wordsOf(name)
      .filter((word) => ENVIRONMENTS.some((words) => words.includes(word)))
      .map(environmentOf),
  ];
  const deployments = (name: SeenName) =>
    wordsOf(name)
      .filter((word) => DEPLOYMENT.test(word))
      .sort()
      .join(' ');
  return (
    mayMeet(environments(one), environments(other)) &&
    mayMeet(one.namespaces ?? [], other.namespaces ?? []) &&
    deployments(one) === deployments(other)
  );
}

/** Two lists of which one says nothing, or that have something in common. */
function mayMeet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((one) => others.includes(one));
}

function environmentOf(name: string): string {
  const lower = name.toLowerCase();
  return ENVIRONMENTS.find((words) => words.includes(lower))?.[0] ?? lower;
}

function wordsOf({ name }: SeenName): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/);
}
