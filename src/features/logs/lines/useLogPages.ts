import { useCallback, useEffect, useRef, useState } from 'react';
import { classifyFailure, type Failure } from '../../../datasources/failure';
import { type LogLine, type LogLinesAnswer, type LogSelection } from '../../../telemetry/questions/logs';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { appendLines, MOST_AT_ONCE, MOST_LINES, nextSpan, PAGE_LINES, spanBeyond } from './linePages';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** The lines that were asked for so far, page after page. */
export interface LogPages {
  lines: readonly LogLine[];
  /** Undefined until the first answer. */
  first?: LogLinesAnswer;
  /** There are more lines than these. */
  isCut: boolean;
  isLoading: boolean;
  failure?: Failure;
  more: { isLoading: boolean; failure?: Failure };
  /** Asks for the next page; does nothing while one is under way, or there is none, or the last try failed. */
  loadMore: () => void;
  /** Asks again for the page that could not be had. */
  retry: () => void;
}

/** The pages after the first, for as long as that is the same. */
interface Rest {
  first?: LogLinesAnswer;
  lines: readonly LogLine[];
  isCut: boolean;
  isLoading: boolean;
  failure?: Failure;
}

const NO_LINES: readonly LogLine[] = [];

/** @param isAsked nothing is asked before; the list is empty then */
export function useLogPages(
  open: OpenLogs,
  { where, lines: filters }: LogSelection,
  order: 'newest' | 'oldest',
  span: TimeSpan,
  isAsked: boolean
): LogPages {
  const question = { about: 'logLines', where, lines: filters, limit: PAGE_LINES, order } as const;
  const asked = JSON.stringify([question, span]);
  const {
    value: first,
    isLoading,
    failure,
  } = useAsyncQuery(
    isAsked ? async (signal) => (await open()).lines(question, span, signal) : undefined,
    [open, asked, isAsked],
    logsDataSource()
  );
  const [kept, setRest] = useState<Rest>({ lines: NO_LINES, isCut: false, isLoading: false });
  const rest: Rest =
    kept.first === first
      ? kept
      : { first, lines: first?.lines ?? NO_LINES, isCut: first?.isCut ?? false, isLoading: false };

  const controller = useRef<AbortController | undefined>(undefined);
  // What is under way belongs to a first page that is no longer shown.
  useEffect(() => () => controller.current?.abort(), [first, asked]);

  const latest = useRef({ rest, question, span, open, isBusy: false });
  useEffect(() => {
    // Lines that stay because the new question failed are not gone on with: what came next would answer that one.
    latest.current = { rest, question, span, open, isBusy: isLoading || failure !== undefined };
  });
  const load = useCallback((isRetry: boolean) => {
    const { rest: before, isBusy, ...source } = latest.current;
    const last = before.lines.at(-1);
    const isDone = !before.isCut || before.lines.length >= MOST_LINES;
    if (isDone || !last || before.isLoading || isBusy || (before.failure !== undefined) !== isRetry) {
      return;
    }
    const { signal } = (controller.current = new AbortController());
    const started = { ...before, isLoading: true, failure: undefined };
    latest.current.rest = started;
    setRest(started);
    nextPage(source, before.lines, last, signal).then(
      ({ lines, isCut }) => !signal.aborted && setRest({ first: before.first, lines, isCut, isLoading: false }),
      (error: unknown) =>
        signal.aborted
          ? // It may be asked for again, where the first page stays.
            setRest((current) => (current === started ? before : current))
          : setRest({ ...before, isLoading: false, failure: classifyFailure(error, logsDataSource()) })
    );
  }, []);
  const loadMore = useCallback(() => load(false), [load]);
  const retry = useCallback(() => load(true), [load]);

  return {
    lines: rest.lines,
    first,
    isCut: rest.isCut,
    isLoading,
    failure,
    more: { isLoading: rest.isLoading, failure: rest.failure },
    loadMore,
    retry,
  };
}

interface Asked {
  open: OpenLogs;
  question: Parameters<Awaited<ReturnType<OpenLogs>>['lines']>[0];
  span: TimeSpan;
}

async function nextPage(
  { open, question, span }: Asked,
  known: readonly LogLine[],
  last: LogLine,
  signal: AbortSignal
) {
  const source = await open();
  const page = await source.lines(question, nextSpan(last, question.order, span), signal);
  const lines = appendLines(known, page.lines);
  if (lines.length > known.length || !page.isCut) {
    return { lines, isCut: page.isCut };
  }
  // One millisecond alone fills a page, be it a large one: the rest of it cannot be asked for, what lies beyond can.
  const crowded = await source.lines(
    { ...question, limit: MOST_AT_ONCE },
    nextSpan(last, question.order, span),
    signal
  );
  const more = appendLines(known, crowded.lines);
  if (more.length > known.length || !crowded.isCut) {
    return { lines: more, isCut: crowded.isCut };
  }
  const beyond = await source.lines(question, spanBeyond(last, question.order, span), signal);
  return { lines: appendLines(known, beyond.lines), isCut: beyond.isCut };
}
