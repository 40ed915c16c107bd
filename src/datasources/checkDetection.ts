import { type MetricDetection, type ServiceBinding } from '../telemetry/conventions/binding';

/** A detection that was kept is checked so long after it is first shown: what is asked by it comes before. */
const CHECKED_AFTER_MS = 3000;

/**
 * Looks again at what was shown from an earlier visit.
 * @param look looks; told whether the bounds of buckets were known, too
 * @param take takes what is found for known
 * @returns whether something else was found. Where it cannot be looked up, what is asked by it tells better why.
 */
export async function checkDetection(
  shown: MetricDetection,
  look: (hasLayouts: boolean) => Promise<MetricDetection>,
  take: (found: MetricDetection) => void
): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, CHECKED_AFTER_MS));
  try {
    const found = await look(shown.families.some(({ layouts }) => layouts));
    take(found);
    return !isSame(found, shown);
  } catch {
    return false;
  }
}

/** What is seen on a few series of many by chance, and no query is written by. */
const BY_CHANCE = new Set<string>(['alsoNamed', 'namespaces', 'metricCount'] satisfies Array<
  keyof ServiceBinding | keyof MetricDetection
>);

/** Whether the same queries are written by two detections; in which order a server told of its series is all one. */
function isSame(one: MetricDetection, other: MetricDetection): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) =>
    BY_CHANCE.has(key) ? undefined : Array.isArray(value) ? value.map(inOrder).sort() : value
  );
}
