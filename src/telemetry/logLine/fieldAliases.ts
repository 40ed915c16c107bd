import { withoutUnit } from './duration';

/**
 * What a field can be in the vocabulary. The parts of an exception are roles of their own; `fallbackMessage` is taken
 * where there is no message. A `requestLine` is a request in one text (`GET /cart HTTP/1.1`), `tags` are texts that
 * name ids among other things.
 */
export type ParsedField =
  | 'level'
  | 'message'
  | 'fallbackMessage'
  | 'service'
  | 'environment'
  | 'instance'
  | 'logger'
  | 'traceId'
  | 'spanId'
  | 'requestId'
  | 'method'
  | 'path'
  | 'route'
  | 'status'
  | 'duration'
  | 'exceptionType'
  | 'exceptionMessage'
  | 'stack'
  | 'requestLine'
  | 'tags'
  | 'time';

/**
 * Names by role, the preferred first, without case and without `_`, `-`, `.` and spaces: `traceid` stands for trace_id,
 * traceId, trace.id, TraceID. Whoever meets a logger that calls it otherwise adds its name here, and a line of it to
 * the corpus.
 */
const NAMES: Readonly<Record<ParsedField, string>> = {
  level:
    'level loglevel severity severitytext lvl levelname @l levelno severitynumber severitycode logseverity errorseverity syslogseverity loglevelname priority s',
  message:
    'message msg @m event body bodystringvalue shortmessage renderedmessage logmessage textpayload @mt messagetemplate log msg_ content formattedmessage text',
  fallbackMessage: 'fullmessage note reason description error err title',
  service:
    'servicename service containername composeservice k8scontainername kubernetescontainername app application appname applicationname appkubernetesioname kubernetesname svc container ddservice otelservicename syslogidentifier program job',
  environment:
    'deploymentenvironmentname deploymentenvironment serviceenvironment environment env deployenvironment ddenv',
  instance:
    'serviceinstanceid instance instanceid k8spodname kubernetespodname pod podname hostname hostname_ hosthostname host kubernetespod nodename machinename',
  logger:
    'logger loggername loglogger sourcecontext category categoryname channel target scopename instrumentationscopename otelscopename component name subsystem logscope c context',
  traceId:
    'traceid oteltraceid ddtraceid xb3traceid b3traceid @tr traceparent b3 ubertraceid xamzntraceid amzntraceid awsxraytraceid xraytraceid xcloudtracecontext logginggoogleapiscom/trace httptraceid xtraceid xdatadogtraceid sentrytrace ottracertraceid elasticapmtraceparent trace',
  spanId:
    'spanid otelspanid ddspanid xb3spanid b3spanid @sp logginggoogleapiscom/spanid httpspanid xspanid xdatadogparentid ottracerspanid span',
  requestId:
    'requestid xrequestid httprequestid reqid correlationid xcorrelationid awsrequestid requestidentifier traceidentifier requestxrequestid headersxrequestid reqheadersxrequestid requestheadersxrequestid uniqueid rid kongrequestid rayid correlation xamznrequestid',
  method:
    'method httprequestmethod httpmethod requestmethod reqmethod verb httpverb httprequestmethodoriginal csmethod cshttpmethod clientrequestmethod',
  path: 'path urlpath requestpath httppath httptarget requesturi uri requrl requesturl httprequesturl httpurl urloriginal url urlfull originalurl httpuri csuristem target endpoint reqpath clientrequesturi clientrequestpath',
  route:
    'route httproute routepattern matchedroute routename requestroute reqroute reqroutepath pathtemplate httproutepattern resourcepath',
  status:
    'status httpresponsestatuscode httpstatuscode statuscode responsestatus responsestatuscode resstatuscode resstatus httpstatus downstreamstatus originstatus responsecode httpcode code scstatus response edgeresponsestatus resp',
  duration:
    'durationhuman latencyhuman duration httpserverrequestduration latency elapsed elapsedtime responsetime requesttime requestduration took timetaken timems processingtime totaltime executiontime eventduration dur runtime service upstreamresponsetime upstreamservicetime originduration latenciesrequest responselatency requestlatency querytime exectime timeelapsed totalduration grpctime grpcduration httpserverduration rpcserverduration ms rt cost spent',
  exceptionType:
    'exceptiontype errortype errtype exceptionclass errorclass errorkind exctype errorname errname exceptionname thrownname excinfotype exceptionexctype exceptionclassname',
  exceptionMessage:
    'exceptionmessage errormessage errmessage excmessage thrownmessage errormsg errmsg error err exceptionexcvalue exceptionvalue',
  stack:
    'exceptionstacktrace exception stacktrace errorstacktrace errorstack errstack stack excinfo exctext traceback backtrace errorbacktrace thrownextendedstacktrace throwable thrown @x excstack contextexception exceptiondetails errorverbose',
  requestLine: 'request requestline httprequest httprequestline reqline req',
  tags: 'tags namedtags tag',
  time: '@timestamp timestamp time ts datetime @t asctime date eventtime t timemillis timestampms epochsecond timeiso8601 timestampiso8601',
};

/** Groups that say nothing about what is in them. Fields in them are looked up without the group, too. */
const NEUTRAL = new Set(
  'mdc contextmap context ctx fields extra attributes attrs attr headers header resource resources resourceattributes scope properties data labels metadata meta record payload jsonpayload http httprequest httpresponse request req response res log otel json params details tags namedtags event properties state scopes eventdata resourcelogs scopelogs logrecords span spans trace tracecontext tracing telemetry opentelemetry datadog baggage body message msg kvlistvalue values customdimensions nginx access apache haproxy traefik envoy'.split(
    ' '
  )
);

/**
 * Groups about the request that a line tells of, or about its spans: what is named in them is not the line's own
 * service, host or level.
 */
const ABOUT_REQUEST = new Set(
  'req request res response http httprequest httpresponse headers header span spans attr'.split(' ')
);
const OF_THE_LINE: ReadonlySet<ParsedField> = new Set([
  'service',
  'instance',
  'environment',
  'logger',
  'level',
  'message',
]);
/**
 * Names that are a logger's only in these groups: elsewhere they are anything's, as OpenTelemetry's `otel.name` is a
 * span's, and `event.category` an event's.
 */
const OF_LOGGERS = new Set(['', 'record', 'log', 'logger', 'scope', 'fields']);
const LOGGERS_THERE = new Set('name category channel target component subsystem context c'.split(' '));

/** Names of durations only where a unit is at their end: elsewhere they are sums. */
const ONLY_WITH_UNIT = new Set(['total']);
const MAX_RANK = 1000;

interface Known {
  role: ParsedField;
  rank: number;
  /** How many groups it is in. */
  depth: number;
}

const KNOWN: ReadonlyMap<string, readonly Known[]> = index();
/** What was found for names that were looked up before; lines of a service have the same names again and again. */
const seen = new Map<string, readonly Known[]>();
const MAX_SEEN = 5000;
const NONE: readonly Known[] = [];

/**
 * The roles that a field of this name can have, with the rank of the name among those of the role; the lower, the
 * better. `service` has two: the name of one, and Heroku's duration.
 */
export function fieldsNamed(name: string): readonly Known[] {
  const before = seen.get(name);
  if (before !== undefined) {
    return before;
  }
  const roles = name.length > 120 ? NONE : lookUp(name);
  if (seen.size >= MAX_SEEN) {
    seen.clear();
  }
  seen.set(name, roles);
  return roles;
}

function lookUp(name: string): readonly Known[] {
  const segments = name.split('.');
  const groups: string[] = [];
  for (let depth = 0; depth < segments.length; depth++) {
    const known = rolesOf(segments.slice(depth).join('.'));
    if (known.length > 0) {
      const isAboutRequest = groups.some((group) => ABOUT_REQUEST.has(group));
      const isNoLogger = !OF_LOGGERS.has(groups.at(-1) ?? '') && LOGGERS_THERE.has(canonical(segments[depth] ?? ''));
      return known
        .filter(({ role }) => !(isAboutRequest && OF_THE_LINE.has(role)) && !(isNoLogger && role === 'logger'))
        .map((one) => ({ ...one, depth }));
    }
    const group = canonical(segments[depth] ?? '');
    // A request's body is what was sent, which is data.
    const isPayload = group === 'body' && groups.length > 0;
    if (isPayload || !(NEUTRAL.has(group) || /^\d+$/.test(group))) {
      return NONE;
    }
    groups.push(group);
  }
  return NONE;
}

/** Roles of a name without its groups. A duration may have its unit at the end of its name. */
function rolesOf(name: string): readonly Known[] {
  const known = KNOWN.get(canonical(name));
  if (known !== undefined) {
    return known;
  }
  const stem = canonical(withoutUnit(name));
  if (stem === canonical(name)) {
    return NONE;
  }
  return ONLY_WITH_UNIT.has(stem)
    ? [{ role: 'duration', rank: MAX_RANK, depth: 0 }]
    : (KNOWN.get(stem) ?? NONE).filter(({ role }) => role === 'duration');
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/[_\-. ]/g, '');
}

function index(): ReadonlyMap<string, readonly Known[]> {
  const byName = new Map<string, Known[]>();
  for (const [role, names] of Object.entries(NAMES) as Array<[ParsedField, string]>) {
    names.split(' ').forEach((name, rank) => {
      byName.set(name, [...(byName.get(name) ?? []), { role, rank, depth: 0 }]);
    });
  }
  return byName;
}
