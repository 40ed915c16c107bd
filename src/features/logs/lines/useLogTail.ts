import { useEffect, useRef, useState } from 'react';
import { classifyFailure } from '../../../datasources/failure';
import { type LogLine, type LogSelection } from '../../../telemetry/questions/logs';
import { addToTail } from './linePages';
import { logsDataSource } from '../words';
import { type OpenLogs } from '../useLogSource';

/** How a live tail stands. */
export interface LogTail {
  /** The newest first. */
  lines: readonly LogLine[];
  state: 'off' | 'connecting' | 'open' | 'closed' | 'failed';
  message?: string;
  /** Lines that arrived while it was held. */
  waiting: number;
}

const OFF: LogTail = { lines: [], state: 'off', waiting: 0 };
/** Lines are shown in batches: nobody reads faster, and drawing each costs more than it is worth. */
const BATCH_MILLISECONDS = 250;

/**
 * New lines as they arrive, from now on.
 * @param begin the lines to begin with; undefined while those that answer the same question are not there
 * @param isHeld what arrives waits, so that the list stands still
 */
export function useLogTail(
  open: OpenLogs,
  { where, lines: filters }: LogSelection,
  isOn: boolean,
  begin: readonly LogLine[] | undefined,
  isHeld: boolean
): LogTail {
  const [tail, setTail] = useState(OFF);
  const held = useRef(isHeld);
  const hasBegun = useRef(false);
  useEffect(() => {
    held.current = isHeld;
  });
  const asked = JSON.stringify({ where, lines: filters });

  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    hasBegun.current = false;
    const controller = new AbortController();
    const { signal } = controller;
    let waiting: LogLine[] = [];
    const change = (part: Partial<LogTail>) => !signal.aborted && setTail((current) => ({ ...current, ...part }));
    open().then(
      (source) => {
        if (!signal.aborted) {
          source.tail(
            JSON.parse(asked) as LogSelection,
            (lines) => (waiting = addToTail(waiting, lines)),
            (state, message) => change({ state, message }),
            signal
          );
        }
      },
      (error: unknown) => change({ state: 'failed', message: classifyFailure(error, logsDataSource()).message })
    );
    const timer = window.setInterval(() => {
      if (held.current) {
        setTail((current) => (current.waiting === waiting.length ? current : { ...current, waiting: waiting.length }));
      } else if (waiting.length > 0) {
        const arrived = [...waiting].reverse();
        waiting = [];
        setTail((current) => ({ ...current, lines: addToTail(current.lines, arrived), waiting: 0 }));
      }
    }, BATCH_MILLISECONDS);
    return () => {
      controller.abort();
      window.clearInterval(timer);
      setTail(OFF);
    };
  }, [open, asked, isOn]);

  // Once, as soon as they are there: what arrived meanwhile stays.
  useEffect(() => {
    if (isOn && begin && !hasBegun.current) {
      hasBegun.current = true;
      setTail((current) => ({ ...current, lines: addToTail(current.lines, [...begin].reverse()) }));
    }
  }, [open, asked, isOn, begin]);
  return isOn && tail.state === 'off' ? { ...tail, state: 'connecting' } : tail;
}
