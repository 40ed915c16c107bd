import { linesAlike } from '../analysis/patterns/alike';
import { type LogLine } from '../telemetry/questions/logs';
import { type Address, logsAddress } from './addresses';

/** The lines of its service that have the pattern of a line; undefined for a line that has none. */
export function logsLike(line: LogLine): Address | undefined {
  const filter = linesAlike(line);
  const { service } = line.reading;
  return (
    filter &&
    logsAddress({
      where: service === undefined ? [] : [{ field: 'service', op: 'in', values: [service] }],
      lines: [filter],
    })
  );
}
