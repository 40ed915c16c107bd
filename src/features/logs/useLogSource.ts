import { useMemo } from 'react';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type LogSource } from '../../telemetry/questions/logs';

/** Opens the source of lines when it is first asked for; the same for all parts of the page. */
export type OpenLogs = () => Promise<LogSource>;

/**
 * The source of lines that the page's variables name. One that could not be opened is tried again at the next question.
 */
export function useLogSource(context: SourceContext): OpenLogs {
  const { logs } = useTelemetryClient();
  return useMemo(() => {
    let opened: Promise<LogSource> | undefined;
    return () => {
      opened ??= logs.open(context).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    };
  }, [logs, context]);
}
