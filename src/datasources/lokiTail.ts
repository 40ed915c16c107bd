import { type DataFrame, type DataQueryResponse } from '@grafana/data';
import { boundCarriers, type LogBinding } from '../telemetry/conventions/logs/binding';
import { DETECTED_LEVEL } from '../telemetry/conventions/logs/names';
import { logString } from '../telemetry/dialects/logql/escape';
import { type RawLine } from '../telemetry/dialects/logql/read';
import { millisecondOf } from '../telemetry/nanoseconds';
import { recordOf } from '../telemetry/record';
import { errorsOf, type ResourceDataSource, runQueries } from './runQueries';
import { type LokiQuery, requestOf } from './lokiQueries';

/** Stands between the labels of a line and the line, and in no label. */
const SEPARATOR = '\u001f';
/** Lines that the data source keeps of a tail; older ones were handed on long ago. */
const KEPT_LINES = 1000;
/** Loki begins with lines of the last hour; those are not new. Clocks may differ by a minute. */
const NEW_WITHIN_MS = 60_000;
const MAX_LABELS = 80;

/**
 * A live query. Grafana hands the lines of a tail on without their labels, and times by the millisecond, so both are
 * written before each line.
 * @returns the query, and how to read its lines back
 */
function tailedQuery(expr: string, binding: LogBinding) {
  const { streamLabels, metadata } = binding;
  const ids = [...boundCarriers('traceId', binding), ...boundCarriers('spanId', binding)];
  const names = [...new Set([...streamLabels, DETECTED_LEVEL, ...ids, ...metadata])].slice(0, MAX_LABELS);
  const isStream = new Set(streamLabels);
  const template = ['{{__timestamp__ | unixEpochNanos}}', ...names.map((name) => `{{.${name}}}`), '{{__line__}}'].join(
    SEPARATOR
  );
  return {
    expr: `${expr} | line_format ${logString(template)}`,
    read(text: string): RawLine {
      const [nanoseconds = '', ...parts] = text.split(SEPARATOR);
      const said = names.map((name, at) => [name, parts[at] ?? ''] as const).filter(([, value]) => value !== '');
      return {
        nanoseconds,
        body: parts.slice(names.length).join(SEPARATOR),
        labels: recordOf(said.filter(([name]) => isStream.has(name))),
        metadata: recordOf(said.filter(([name]) => !isStream.has(name))),
      };
    },
  };
}

export interface TailListener {
  onLines: (lines: RawLine[]) => void;
  /** `open` comes with the first lines: Grafana does not tell of a connection on which nothing happened yet. */
  onState: (state: 'open' | 'closed' | 'failed', error?: unknown) => void;
}

/** Follows queries until the signal is aborted. */
export function tailLoki(
  dataSource: ResourceDataSource,
  exprs: readonly string[],
  binding: LogBinding,
  { onLines, onState }: TailListener,
  signal: AbortSignal,
  now = Date.now()
): void {
  if (signal.aborted) {
    return;
  }
  const tailed = exprs.map((expr) => tailedQuery(expr, binding));
  const targets = tailed.map(({ expr }, at): LokiQuery => ({
    refId: `Tail${at}`,
    expr,
    queryType: 'range',
    maxLines: KEPT_LINES,
  }));
  const handedOn = new Map<string, ReadonlySet<string>>();
  let isOpen = false;
  const take = (frame: DataFrame) => {
    const refId = frame.refId ?? '';
    const query = tailed[targets.findIndex((target) => target.refId === refId)];
    const ids = frame.fields.find(({ name }) => name === 'id');
    const bodies = frame.fields.find(({ name }) => name === 'Line');
    if (!query || !ids || !bodies) {
      return [];
    }
    const before = handedOn.get(refId);
    // The frame holds what was there before, too.
    const texts = Array.from(bodies.values as Iterable<unknown>, String);
    const all = Array.from(ids.values as Iterable<unknown>, (id, at) => ({ id: String(id), text: texts[at] ?? '' }));
    handedOn.set(refId, new Set(all.map(({ id }) => id)));
    return all
      .filter(({ id }) => !before?.has(id))
      .map(({ text }) => query.read(text))
      .filter(({ nanoseconds }) => millisecondOf(nanoseconds) >= now - NEW_WITHIN_MS);
  };
  const next = (response: DataQueryResponse) => {
    const [error] = errorsOf(response);
    if (error) {
      onState('failed', error);
      return;
    }
    if (!isOpen) {
      isOpen = true;
      onState('open');
    }
    const lines = (response.data as DataFrame[]).flatMap(take);
    if (lines.length > 0) {
      onLines(lines);
    }
  };
  const span = { from: now - NEW_WITHIN_MS, to: now };
  const subscription = runQueries(dataSource, { ...requestOf(targets, span, 1000), liveStreaming: true }).subscribe({
    next,
    error: (error: unknown) => onState('failed', error),
    complete: () => onState('closed'),
  });
  signal.addEventListener('abort', () => {
    subscription.unsubscribe();
    onState('closed');
  });
}
