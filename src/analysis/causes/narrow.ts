import { countAttributes } from '../selection/countAttributes';
import { type Difference } from '../selection/difference';
import { whatIsDifferent } from '../selection/whatIsDifferent';
import { median } from '../median';
import { fisherExact } from '../selection/fisher';
import { type Share } from '../proportions';
import { type CaseSpan, type ChangeCase, type EntityKind } from './case';
import { type Changes } from './change';
import { type Measured } from './entities';
import { excessOf, type Trouble } from './excess';
import { isResource } from './notable';
import { type ServiceMap } from './serviceMap';
import { type Segment, type Steps } from './steps';
import { isBad } from './traceFacts';

/** A part that carries so much of the trouble of all is named. */
const NEARLY_ALL = 0.8;
const LEAST_PARTS = 2;
/** Siblings that get less than this part of its requests are no comparison. */
const COMPARABLE = 0.2;
/** By how much worse than its siblings a part must be, by request, and how unlikely by chance. */
const APART = 4;
const CHANCE = 0.001;
/** An attribute's value that is so much more frequent among what went wrong carries it. */
const CARRIES = 0.3;
const MOST_ATTRIBUTES = 3;

/**
 * The one part of a service that carries nearly all of its trouble: a route, or an instance or version while others
 * that do the same work at the same minutes are well. @returns undefined where there is none
 */
export function carrierOf(
  kind: 'route' | 'instance' | 'version',
  service: string,
  trouble: Trouble,
  measured: readonly Measured[],
  steps: Steps,
  time: Segment
): string | undefined {
  const parts = measured.flatMap((one) => {
    if (one.entity.kind !== kind || one.entity.service !== service || one.entity.name === undefined) {
      return [];
    }
    const requests = steps.during
      .slice(time.from, time.to)
      .reduce((all, index) => all + (one.series.requests?.[index] ?? 0), 0);
    return [{ name: one.entity.name, excess: Math.max(0, excessOf(one, trouble, steps, time)), requests }];
  });
  const all = parts.reduce((sum, { excess }) => sum + excess, 0);
  const carrier = parts.find(({ excess }) => all > 0 && excess >= NEARLY_ALL * all);
  if (!carrier || parts.length < LEAST_PARTS || kind === 'route') {
    return carrier && parts.length >= LEAST_PARTS ? carrier.name : undefined;
  }
  const others = parts.filter((part) => part !== carrier);
  const rest = { hits: all - carrier.excess, total: others.reduce((sum, { requests }) => sum + requests, 0) };
  const own = { hits: carrier.excess, total: carrier.requests };
  const isSimilar = rest.total >= COMPARABLE * own.total;
  const isApart = own.hits * rest.total >= APART * rest.hits * own.total;
  // Seconds are no events that could be counted: of them only the ratio speaks.
  const isChance = trouble === 'failures' && fisherExact(capped(own), capped(rest)) > CHANCE;
  return isSimilar && isApart && !isChance ? carrier.name : undefined;
}

function capped({ hits, total }: Share): Share {
  return { hits: Math.min(hits, total), total };
}

/** The one instance, or container, whose resources changed by far more than those of its siblings. */
export function strainedInstance(
  service: string,
  measured: readonly Measured[],
  { series }: Changes,
  steps: Steps
): string | undefined {
  for (const { entity, measure, isWorse, segment } of [...series].sort((a, b) => Math.abs(b.z) - Math.abs(a.z))) {
    if (entity.service !== service || !isInstance(entity.kind) || !isWorse || !isResource(measure)) {
      continue;
    }
    const siblings = measured.filter(
      (one) => isInstance(one.entity.kind) && one.entity.service === service && one.series[measure] !== undefined
    );
    const shifts = siblings.map((one) => ({
      name: one.entity.name,
      shift: Math.abs(shiftOf(one.series[measure] ?? [], steps, segment)),
    }));
    const own = shifts.find(({ name }) => name === entity.name)?.shift ?? 0;
    const most = Math.max(...shifts.filter(({ name }) => name !== entity.name).map(({ shift }) => shift));
    if (shifts.length >= LEAST_PARTS && own >= APART * most) {
      return entity.name;
    }
  }
  return undefined;
}

function isInstance(kind: EntityKind): boolean {
  return kind === 'instance' || kind === 'container';
}

function shiftOf(values: ReadonlyArray<number | null>, steps: Steps, { from, to }: Segment): number {
  const at = (indexes: readonly number[]) => median(indexes.flatMap((index) => values[index] ?? []));
  return at(steps.during.slice(from, to)) - at(steps.before);
}

/**
 * What is outside and called by a service, whose calls fail more often, or of which the slowest take half as long again
 * as before. The one with most of the failures; where none fail, the one that slowed down most.
 */
export function outsideOf(
  service: string,
  trouble: Trouble,
  { calls }: ServiceMap,
  changes: Changes
): string | undefined {
  const outside = (calls.get(service) ?? []).filter(({ kind }) => kind !== 'service');
  if (trouble === 'failures') {
    const failing = changes.edges.filter(
      ({ from, to, excess }) => from === service && excess > 0 && outside.some((edge) => edge.to === to)
    );
    return failing.sort((a, b) => b.excess - a.excess)[0]?.to;
  }
  const slower = outside.flatMap(({ to, before, during }) => {
    const ratio = before?.p95 && during?.p95 ? during.p95 / before.p95 : 0;
    return ratio >= 1.5 ? [{ to, ratio }] : [];
  });
  return slower.sort((a, b) => b.ratio - a.ratio)[0]?.to;
}

/**
 * What sets the requests of a service that went wrong apart from its others: values of attributes that are far more
 * frequent among them. Slow is what took longer than nine of ten of its requests did before.
 * @param looked spans of all traces that were looked at, of both times: {@link spansOf}
 */
export function attributesOf(
  service: string,
  trouble: Trouble,
  during: ChangeCase['during'],
  looked: readonly CaseSpan[]
): Difference[] {
  const spans = looked.filter(
    (span) => span.service === service && (span.kind === 'server' || span.kind === 'consumer')
  );
  const isDuring = ({ start }: { start: number }) => start >= during.from && start < during.to;
  const slowest = slowestOf(spans.filter((span) => !isDuring(span)).map(({ duration }) => duration));
  const isSelected = (span: (typeof spans)[number]) =>
    isDuring(span) && (trouble === 'failures' ? isBad(span) : span.duration > slowest);
  const now = spans.filter(isDuring);
  const counts = countAttributes(
    now.filter(isSelected),
    now.filter((span) => !isSelected(span))
  );
  const { differences } = whatIsDifferent({ ...counts, sent: [] }, restates);
  return differences.filter(({ difference }) => difference >= CARRIES).slice(0, MOST_ATTRIBUTES);
}

/** Spans of all traces that were looked at, each once: those at random may have failed, too. */
export function spansOf({ traces }: Pick<ChangeCase, 'traces'>): CaseSpan[] {
  const all = [...(traces?.any ?? []), ...(traces?.failed ?? [])];
  return [...new Map(all.map((span) => [`${span.traceId} ${span.spanId}`, span])).values()];
}

function slowestOf(durations: readonly number[]): number {
  const sorted = Float64Array.from(durations).sort();
  return sorted[Math.floor(sorted.length * 0.9)] ?? Infinity;
}

/** That it failed, and what is told as the route or the operation anyway. */
function restates(field: string): boolean {
  return /^(?:status|name|kind|route|method|service)$|status_code|^span\.(?:error|exception|http\.route|url)/.test(
    field
  );
}
