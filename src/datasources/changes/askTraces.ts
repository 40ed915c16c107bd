import { type ChangeCase } from '../../analysis/causes/case';
import { type Span } from '../../telemetry/questions/traces';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Identities } from '../client/identities';
import { type SourceContext } from '../client/sourceContext';
import { type TraceSources } from '../client/sources';
import { readCaseTraces, requestsIn, type TracesOfCase } from './readTraces';

/** Traces of each time that are looked at. */
const TRACES = 150;

/**
 * What traces tell of two times: the latest of the earlier one, and of when something was worse, by a request each.
 * Services go by the names that pages use.
 * @param known what metrics told
 * @param worse when anything was worse; all of the later time where that is not known
 * @throws TelemetryError
 */
export async function askCaseTraces(
  { traces, identities }: { traces: Pick<TraceSources, 'open'>; identities: Pick<Identities, 'onPages'> },
  context: SourceContext,
  known: Pick<ChangeCase, 'before' | 'during' | 'times' | 'series'>,
  worse: TimeSpan | undefined,
  signal?: AbortSignal
): Promise<TracesOfCase> {
  const source = await traces.open(context);
  const later = worse ?? known.during;
  const ask = async (span: TimeSpan) =>
    (await source.wholeTraces({ about: 'wholeTraces', where: [], spans: 'all', limit: TRACES }, span, signal)).spans;
  const [before, during] = await Promise.all([ask(known.before), ask(later)]);
  const services = [...new Set([...before, ...during].map(({ service }) => service))];
  const names = await identities.onPages(context, services, later);
  signal?.throwIfAborted();
  const named = (spans: readonly Span[]) =>
    spans.map((span) => ({ ...span, service: names.get(span.service) ?? span.service }));
  return readCaseTraces({ before: named(before), during: named(during) }, requestsIn(known, later));
}
