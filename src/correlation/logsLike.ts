import { linesAlike } from '../analysis/patterns/alike';
import { type LogLine } from '../telemetry/questions/logs';
import { type AppLocation } from './appLocation';
import { logsUrl } from './pageUrls/logs';

/** The lines of its service that have the pattern of a line; undefined for a line that has none. */
export function logsLike(line: LogLine): AppLocation | undefined {
  const filter = linesAlike(line);
  const { service } = line.reading;
  return (
    filter &&
    logsUrl.write({
      where: service === undefined ? [] : [{ field: 'service', op: 'in', values: [service] }],
      lines: [filter],
    })
  );
}
