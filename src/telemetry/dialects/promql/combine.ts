import { labelsOf } from '../../conventions/joinedLabels';
import { type Field } from '../../vocabulary';
import { promLabel, promString } from './escape';
import { type Part, type RenderedQuery } from './rendered';

export type Aggregation = 'sum' | 'avg' | 'max' | 'count';

/** `sum by (a, b) (expr)`; without labels just `sum(expr)`. */
export function aggregate(how: Aggregation, labels: readonly string[], expr: string): string {
  return labels.length === 0 ? `${how}(${expr})` : `${how} by (${labels.map(promLabel).join(', ')}) (${expr})`;
}

/** Several expressions that together stand for one set of series; without any, for none. */
export function anyOf(exprs: readonly string[]): string {
  return exprs.length === 0 ? 'vector(0) > 0' : exprs.join(' or ');
}

/** How several series are brought together that turn out to mean the same, and labels that are kept besides. */
export interface MergeOptions {
  how?: Aggregation;
  keep?: readonly string[];
}

/**
 * Renames a part's labels to the vocabulary. Where a field may sit in several labels, the preferred one is written
 * last and so wins; `label_replace` leaves a series alone whose label is empty.
 */
export function inVocabulary(part: Part, by: readonly Field[], { how = 'sum', keep = [] }: MergeOptions = {}): string {
  let expr = part.expr;
  let renamed = false;
  for (const field of by) {
    for (const label of [...(part.labels[field] ?? [])].reverse()) {
      if (label !== field) {
        expr = renameLabel(expr, label, field);
        renamed = true;
      }
    }
  }
  const merged = renamed ? aggregate(how, [...by, ...keep], expr) : expr;
  return part.apart === undefined ? merged : labelled(merged, APART, part.apart);
}

function renameLabel(expr: string, label: string, field: Field): string {
  const [first, ...others] = labelsOf(label);
  if (others.length === 0) {
    return `label_replace(${expr}, ${promString(field)}, "$1", ${promString(first)}, "(.+)")`;
  }
  const joined = `label_join(${expr}, ${[JOINED, '/', first, ...others].map(promString).join(', ')})`;
  // Where a series has none of them, nothing but the slash was joined.
  return `label_replace(${joined}, ${promString(field)}, "$1", ${promString(JOINED)}, "(.+/.+)")`;
}

/** Labels that only stand within a query. */
const JOINED = 'joined';
export const APART = 'apart';

export function labelled(expr: string, label: string, value: string): string {
  return `label_replace(${expr}, ${promString(label)}, ${promString(value)}, "", "")`;
}

/** Whether each field sits in just one label, so that the reader can rename and the text stays plain. */
export function isPlain(part: Part, by: readonly Field[]): boolean {
  return by.every((field) => {
    const [label, ...others] = part.labels[field] ?? [];
    return label !== undefined && others.length === 0 && labelsOf(label).length === 1;
  });
}

/** What the reader has to rename after a plain query. */
export function fieldsOf(part: Part, by: readonly Field[]): Record<string, Field> {
  return Object.fromEntries(by.flatMap((field) => (part.labels[field] ?? []).map((label) => [label, field] as const)));
}

/** Nothing is to be renamed after a query that renamed by itself. */
export const identity = (by: readonly Field[]) => Object.fromEntries(by.map((field) => [field, field] as const));

/**
 * Unites parts whose results are already distinct by service (quantiles, say): no aggregation across parts.
 * With a single plain part its text stands as it is.
 */
export function combineDistinct(
  parts: readonly Part[],
  by: readonly Field[],
  bringing: MergeOptions = {}
): RenderedQuery {
  const [first] = parts;
  if (parts.length === 1 && first && isPlain(first, by)) {
    return { expr: first.expr, fields: fieldsOf(first, by), reading: { kind: 'series' } };
  }
  const exprs = parts.map((part) => inVocabulary(part, by, bringing));
  return { expr: exprs.join('\nor\n'), fields: identity(by), reading: { kind: 'series' } };
}

/**
 * Adds up parts. `part(by)` renders a family grouped by the fields it is given: with several families each is grouped
 * by service too, because `or` drops from the right side what the left side has already. Of a service that several of
 * them answer for, a label keeps theirs apart until they are added.
 * @param how for what is not added, but the highest of all
 */
export function combineSum(
  parts: ReadonlyArray<(by: readonly Field[]) => Part>,
  by: readonly Field[],
  how: Aggregation = 'sum'
): { expr: string; fields: Record<string, Field> } {
  const [first] = parts;
  if (parts.length === 1 && first) {
    const part = first(by);
    return isPlain(part, by)
      ? { expr: part.expr, fields: fieldsOf(part, by) }
      : { expr: inVocabulary(part, by, { how }), fields: identity(by) };
  }
  const inner: readonly Field[] = by.includes('service') ? by : [...by, 'service'];
  const grouped = parts.map((part) => part(inner));
  const union = grouped.map((part) => inVocabulary(part, inner, { how })).join('\nor\n');
  const isSum = by.length === inner.length && grouped.every(({ apart }) => apart === undefined);
  return { expr: isSum ? union : aggregate(how, by, union), fields: identity(by) };
}
