import { type LogLine } from '../../../telemetry/questions/logs';
import { BUCKET_MS, toBucket } from '../../time';
import { type TimeSpan } from '../../../telemetry/timeSpan';

const EVERY = 1000;

/**
 * Hands over lines as time passes, each a bucket of time after it was written: earlier nothing is known of it.
 * It begins where what is known now ends.
 */
export function follow(
  linesBetween: (span: TimeSpan) => Promise<LogLine[]>,
  now: () => number,
  onLines: (lines: LogLine[]) => void,
  onState: (state: 'open' | 'closed' | 'failed', message?: string) => void,
  signal: AbortSignal
): void {
  if (signal.aborted) {
    onState('closed');
    return;
  }
  let from = toBucket(now()) * BUCKET_MS;
  let isBusy = false;
  const look = async () => {
    const to = now() - BUCKET_MS;
    if (isBusy || to <= from) {
      return;
    }
    isBusy = true;
    try {
      const lines = await linesBetween({ from, to });
      from = to;
      if (lines.length > 0 && !signal.aborted) {
        onLines(lines);
      }
    } catch (error) {
      if (!signal.aborted) {
        clearInterval(timer);
        onState('failed', error instanceof Error ? error.message : String(error));
      }
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look(), EVERY);
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      onState('closed');
    },
    { once: true }
  );
  onState('open');
}
