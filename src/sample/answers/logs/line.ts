import { type LineReading, type LogLine } from '../../../telemetry/questions/logs';
import { type Labels } from '../../../telemetry/vocabulary';
import { type SampleLine } from '../../requests/request';
import { instanceOf, type Site } from '../../sites';
import { toBucket } from '../../time';
import { versionAt } from '../../versions';
import { FORMATS, hasThrown } from './formats';
import { labelsOf } from './kinds';
import { stackOf } from './stacks';

/** A line as a log backend would hand it over. */
export function toLogLine(line: SampleLine, site: Site): LogLine {
  const { body, metadata: sent } = FORMATS[line.service].write(line);
  const labels = labelsOf(line.service, site);
  const metadata: Labels = {
    ...sent,
    detected_level: line.level,
    service_version: versionAt(line.service, site, toBucket(line.time)),
  };
  return {
    id: `${line.traceId}-${line.place}`,
    time: line.time,
    nanoseconds: `${Math.round(line.time * 1000)}000`,
    body,
    labels,
    metadata,
    reading: readingOf(line, site),
  };
}

/** What the line says. The shop knows without reading. */
function readingOf(line: SampleLine, site: Site): LineReading {
  const { service, level, message, attributes: about } = line;
  const { tells, format } = FORMATS[service];
  const optional = {
    logger: tells.logger ? line.logger : undefined,
    traceId: tells.traceId ? line.traceId : undefined,
    spanId: tells.spanId ? line.spanId : undefined,
    requestId: tells.requestId ? about.request_id : undefined,
    method: about.method,
    path: about.path,
    route: tells.route ? about.route : undefined,
    status: about.status === undefined ? undefined : Number(about.status),
    duration: about.duration === undefined ? undefined : Number(about.duration),
    exception: hasThrown(line) ? exceptionOf(line) : undefined,
  };
  return {
    format,
    level,
    message,
    service,
    environment: site.environment,
    instance: instanceOf(service, site),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    fields: {},
  };
}

function exceptionOf({ service, logger, message }: SampleLine): LineReading['exception'] {
  const { type, text } = stackOf(service, logger, message);
  return { type, message, stack: text };
}
