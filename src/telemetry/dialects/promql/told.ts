import { type BoundSignal } from '../../conventions/binding';
import { type Field } from '../../vocabulary';
import { aggregate, APART, identity, inVocabulary, labelled } from './combine';
import { type Part, type RenderedQuery } from './rendered';

/** What a signal says, grouped by fields, and by labels that are kept besides. */
export type ToldPart = (signal: BoundSignal, by: readonly Field[], keep: readonly string[]) => Part;

/**
 * Brings together what several signals tell of services: of those that tell of the same things the highest, in each
 * system that all of them name by the same labels; of different things the sum.
 */
export function combineTold(signals: readonly BoundSignal[], partOf: ToldPart, by: readonly Field[]): RenderedQuery {
  const inner: readonly Field[] = by.includes('service') ? by : [...by, 'service'];
  const byThing = new Map<string | undefined, BoundSignal[]>();
  for (const signal of signals) {
    byThing.set(signal.told?.of, [...(byThing.get(signal.told?.of) ?? []), signal]);
  }
  const things = [...byThing.values()].map((own) => highest(own, partOf, inner));
  const [only = ''] = things;
  const isSum = things.length === 1 && inner.length === by.length;
  const expr = isSum ? only : aggregate('sum', by, unionOf(things));
  return { expr, fields: identity(by), reading: { kind: 'series' } };
}

function highest(signals: readonly BoundSignal[], partOf: ToldPart, by: readonly Field[]): string {
  const [first, ...others] = signals;
  if (first && others.length === 0) {
    return inVocabulary(partOf(first, by, []), by);
  }
  const systems = (first?.systems ?? []).filter((label) => others.every((other) => other.systems?.includes(label)));
  const told = signals.map((signal) => inVocabulary(partOf(signal, by, systems), by, { keep: systems }));
  const most = aggregate('max', [...by, ...systems], unionOf(told));
  return systems.length > 0 ? aggregate('sum', by, most) : most;
}

/** All series of these, told apart by a label: `or` drops those that are the same. */
function unionOf(exprs: readonly string[]): string {
  return exprs.length === 1
    ? exprs.join('')
    : exprs.map((expr, index) => labelled(expr, APART, String(index))).join('\nor\n');
}
