/**
 * Most ids belong to one span, both ends of a call may share one, and whoever makes ids badly gives one to many: then
 * only some are looked at.
 */
const MOST_LOOKED_AT = 8;

const NONE: readonly number[] = [];

/**
 * Indices of spans by id. A list for each id would be a good part of the work of a large trace: there is one only where
 * several have it.
 */
export class SpanIds {
  private readonly firsts = new Map<string, number>();
  private readonly shared = new Map<string, number[]>();

  /** @param index higher than those before */
  add(id: string, index: number): void {
    const first = this.firsts.get(id);
    if (first === undefined) {
      this.firsts.set(id, index);
      return;
    }
    const all = this.shared.get(id);
    if (all) {
      all.push(index);
    } else {
      this.shared.set(id, [first, index]);
    }
  }

  /** The first span with an id. */
  first(id: string): number | undefined {
    return this.firsts.get(id);
  }

  /** Some of the spans with an id where several have it. */
  several(id: string): readonly number[] {
    const all = this.shared.size === 0 ? undefined : this.shared.get(id);
    return all?.slice(0, MOST_LOOKED_AT) ?? NONE;
  }

  /** All spans with an id, in their order. */
  all(id: string): readonly number[] {
    const first = this.firsts.get(id);
    return first === undefined ? NONE : (this.shared.get(id) ?? [first]);
  }
}
