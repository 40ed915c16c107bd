import { type LogSelection } from '../../../telemetry/questions/logs';
import { normalizeTraceId } from '../../../telemetry/traceId';
import { requestIdOf } from '../../requests/about';
import { hashOf } from '../../requests/expand';
import { type RequestPosition } from '../../requests/places';

/**
 * Trace ids of which a line must have one, wherever it names it: undefined where nothing is said of them. Ids in a text
 * are only those that are written in full.
 */
export function soughtTraces({ where, lines }: LogSelection): string[] | undefined {
  const asked = where.find(({ field, op }) => field === 'traceId' && op === 'in')?.values;
  const named = lines.flatMap(({ text, kind, op }) =>
    kind === 'text' && op === 'include' ? (text.match(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi) ?? []) : []
  );
  const ids = asked ?? named;
  return asked || ids.length > 0 ? ids.flatMap((id) => normalizeTraceId(id) ?? []) : undefined;
}

/** Whether a request can be among those sought by its id, which is told at much less cost than making it. */
export function soughtByRequestId({ where, lines }: LogSelection): ((place: RequestPosition) => boolean) | undefined {
  const asked = where.find(({ field, op }) => field === 'requestId' && op === 'in')?.values;
  const named = lines.flatMap(({ text, kind, op }) =>
    kind === 'text' && op === 'include' ? (text.match(/req-[0-9a-f]{8}/i) ?? []) : []
  );
  const ids = new Set(asked ?? named.map((id) => id.toLowerCase()));
  return asked || ids.size > 0 ? (place) => ids.has(requestIdOf(hashOf(place.stream, place))) : undefined;
}
