/** A query that every PromQL server answers with {@link PROBE_VALUE}, whatever it holds. */
export const PROBE_QUERY = 'vector(1)';
export const PROBE_VALUE = 1;
