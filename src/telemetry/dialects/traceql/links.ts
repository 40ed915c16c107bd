import { traceqlString } from './escape';

/**
 * Spans that are linked to any span of a trace, the latest first. Tempo before its fourth Parquet format has no such
 * column, and refuses the query.
 * @param traceId normalised: 32 digits
 */
export function renderLinking(traceId: string): string {
  const selected = ['name', 'kind', 'status', 'resource.service.name'];
  // Tempo leaves out zeros at the beginning, at least in some versions.
  const written = new Set([traceId, traceId.replace(/^0+/, '')]);
  const isLinked = [...written].map((id) => `link:traceID = ${traceqlString(id)}`).join(' || ');
  return `{ ${isLinked} } | select(${selected.join(', ')}) with (most_recent=true)`;
}
