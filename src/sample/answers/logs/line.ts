import { type ParsedLogLine, type LogLine } from '../../../telemetry/questions/logs';
import { parseLogLine } from '../../../telemetry/logLine/parseLogLine';
import { type Labels } from '../../../telemetry/vocabulary';
import { type SampleLine } from '../../requests/request';
import { type Site } from '../../sites';
import { toBucket } from '../../time';
import { versionAt } from '../../versions';
import { FORMATS } from './formats';
import { labelsOf, type LineKind } from './kinds';
import { fillings } from './slots';

/** A line that is read when somebody wants to know what it says. */
export interface UnreadLine extends Omit<LogLine, 'reading'> {
  read(): ParsedLogLine;
}

/** A line as a log backend would hand it over. */
export function writeLine(line: SampleLine, site: Site): UnreadLine {
  const { body, metadata: sent } = FORMATS[line.service].write(line);
  const labels = labelsOf(line.service, site);
  const metadata: Labels = {
    ...sent,
    detected_level: line.level,
    service_version: versionAt(line.service, site, toBucket(line.time)),
  };
  let reading: ParsedLogLine | undefined;
  return {
    id: `${line.traceId}-${line.place}`,
    time: line.time,
    nanoseconds: `${Math.round(line.time * 1000)}000`,
    body,
    labels,
    metadata,
    read: () => (reading ??= parseLogLine(body, labels, metadata)),
  };
}

/** The line with what is read out of it, as from any other. */
export function readOut({ read, ...line }: UnreadLine): LogLine {
  return { ...line, reading: read() };
}

/** Lines of a kind: whatever all of these say alike, all lines of the kind do. */
export function examplesOf({ service, site, level, variants }: LineKind): UnreadLine[] {
  const labels = labelsOf(service, site);
  return variants.flatMap(({ body, metadata }) =>
    fillings(body).map((filled, which): UnreadLine => {
      const beside = Object.entries(metadata).map(([name, value]) => [name, fillings(value)[which] ?? value]);
      const example = { body: filled, labels, metadata: { ...Object.fromEntries(beside), detected_level: level } };
      const reading = parseLogLine(example.body, labels, example.metadata);
      return { id: '', time: 0, nanoseconds: '0', ...example, read: () => reading };
    })
  );
}
