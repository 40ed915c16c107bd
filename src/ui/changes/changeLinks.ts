import { type CaseEntity, type CasePattern } from '../../analysis/causes/case';
import { type Cause } from '../../analysis/causes/cause';
import { type AppLocation, at } from '../../correlation/appLocation';
import { logsBehind, tracesBehind } from '../../correlation/links';
import { roundDown } from '../../correlation/metricLinks';
import { logsUrl } from '../../correlation/pageUrls/logs';
import { routeUrl } from '../../correlation/pageUrls/route';
import { type ServiceTab, serviceUrl } from '../../correlation/pageUrls/service';
import { tracesUrl } from '../../correlation/pageUrls/traces';
import { type SpanCondition } from '../../telemetry/questions/traces';
import { is } from '../../telemetry/questions/metric';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type ChangesQuestion } from '../../datasources/changes/question';
import { troubleOfCause } from './causeWords';

/** The times that links lead to. */
export interface LinkTimes {
  /** Wide enough to see how it was before. */
  wide: TimeSpan;
  /** Only when it was otherwise. */
  during: TimeSpan;
}

/** Times that meet are looked at as one; else the later one is. */
export function linkTimes({ before, during }: Pick<ChangesQuestion, 'before' | 'during'>): LinkTimes {
  return { wide: before.to === during.from ? { from: before.from, to: during.to } : during, during };
}

/** The service that something outside is seen at: whoever calls it; else the service itself. */
export function seenAt({ service, calledBy }: Pick<Cause, 'service' | 'calledBy'>): string {
  return calledBy ?? service;
}

/** Names of routes have their method before them. */
function pathOfRoute(name: string): string {
  return name.replace(/^[A-Z]+ (?=.)/, '');
}

/** The health of whatever a series is of; undefined for what has no page. */
export function healthOf({ kind, service, name }: CaseEntity, { wide }: LinkTimes): AppLocation | undefined {
  switch (kind) {
    case 'outside':
    case 'host':
      return undefined;
    case 'route':
      return name === undefined ? serviceAt(service, 'overview', wide) : routeAt(service, name, wide);
    case 'service':
      return serviceAt(service, 'overview', wide);
    case 'instance':
    case 'container':
    case 'version':
      return serviceAt(service, 'resources', wide);
  }
}

/** The health of a service over a span of time. */
export function serviceAt(service: string, tab: ServiceTab, span: TimeSpan): AppLocation {
  return at(serviceUrl.write({ service, tab }), span);
}

function routeAt(service: string, name: string, span: TimeSpan): AppLocation {
  return at(routeUrl.write({ service, route: pathOfRoute(name) }), span);
}

/** Where a cause leads first: the route that carries it, else the service. */
export function healthOfCause(cause: Cause, { wide }: LinkTimes): AppLocation {
  const service = seenAt(cause);
  return cause.route === undefined ? serviceAt(service, 'overview', wide) : routeAt(service, cause.route, wide);
}

/** The log lines that tell of a cause. */
export function logsOfCause(cause: Cause, { during }: LinkTimes): AppLocation {
  const service = is('service', seenAt(cause));
  const instance = cause.instance === undefined ? [] : [is('instance', cause.instance)];
  return at(logsBehind({ where: [service, ...instance], errors: troubleOfCause(cause) === 'failures' }), during);
}

/** The failed or slow traces of a cause, with what sets them apart. */
export function tracesOfCause(cause: Cause, times: LinkTimes): AppLocation {
  const trouble = troubleOfCause(cause);
  const where = [
    is('service', seenAt(cause)),
    ...(cause.route === undefined ? [] : [is('route', pathOfRoute(cause.route))]),
    ...(cause.instance === undefined ? [] : [is('instance', cause.instance)]),
    ...(cause.version === undefined ? [] : [is('version', cause.version)]),
  ];
  const slow = cause.changes.find(({ measure, isWorse }) => measure === 'duration' && isWorse);
  const { path, params } = tracesBehind({
    where,
    errors: trouble === 'failures' && hasServerErrors(cause),
    // Half way from what was usual to the new mean: what is slow now is above it, and little else.
    ...(trouble === 'seconds' && slow && { slowerThan: roundDown((slow.before + slow.during) / 2) }),
  });
  const apart = cause.attributes.map(({ field, value }): SpanCondition => ({ field, op: 'in', values: [value] }));
  return at({ path, params: [...params, ...tracesUrl.write({ where: apart }).params] }, times.during);
}

/** What is refused (4xx) is no failed span. */
function hasServerErrors({ changes }: Cause): boolean {
  const failures = changes.filter(({ isWorse }) => isWorse);
  return (
    failures.some(({ measure }) => measure === 'errors') || !failures.some(({ measure }) => measure === 'clientErrors')
  );
}

/** The lines of a pattern: those that hold the longest piece of it that does not vary. */
export function linesOfPattern(
  { service, template, during: now }: CasePattern,
  question: ChangesQuestion
): AppLocation {
  const text = longestPiece(template);
  return at(
    logsUrl.write({
      where: [{ field: 'service', op: 'in', values: [service] }],
      lines: text === '' ? [] : [{ text, kind: 'text', caseSensitive: true, op: 'include' }],
    }),
    // What is gone is found where it was.
    now > 0 ? question.during : question.before
  );
}

/** Without quotes and backslashes: a line that is JSON has others before them. */
function longestPiece(template: string): string {
  return template
    .split(/<\*>|["\\]/)
    .map((piece) => piece.trim())
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
