/**
 * What a context has under a name, as Grafana itself holds it. Grafana wraps contexts so that they cannot be changed,
 * but its wrapping (`getReadOnlyProxy` of 12.4) throws where an object within a frozen one is read, and what comes from
 * its store, as alerts do, is frozen. Its properties are described without the wrapping, so nothing is to be changed in
 * what is returned.
 */
export function held<C extends object, K extends keyof C>(context: C | undefined, name: K): C[K] | undefined {
  return context && (Object.getOwnPropertyDescriptor(context, name)?.value as C[K] | undefined);
}
