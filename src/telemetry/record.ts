/**
 * An empty record whose names are known only when it is filled. It is a plain object, but with a constructor of its
 * own: how many ways of growing V8 remembers is limited for each constructor, and in a page as large as Grafana's so
 * many objects grew from `{}` that every new one with names of its own becomes a dictionary, slow and several times the
 * size.
 */
export function newRecord<V>(): Record<string, V> {
  return new Plain() as Record<string, V>;
}

const Plain = function () {} as unknown as new () => object;
Plain.prototype = Object.prototype;

/** Sets a property of its own, whatever its name. */
export function setOwn<V>(record: Record<string, V>, name: string, value: V): void {
  if (name === '__proto__') {
    // A name like any other, which an assignment would not make of it.
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    record[name] = value;
  }
}

/** A record with these properties; of two with one name the later. */
export function recordOf<V>(entries: Iterable<readonly [string, V]>): Record<string, V> {
  const record = newRecord<V>();
  for (const [name, value] of entries) {
    setOwn(record, name, value);
  }
  return record;
}
