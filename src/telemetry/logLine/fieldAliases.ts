/**
 * What a field can be in the vocabulary. The parts of an exception are roles of their own; `fallbackMessage` is taken
 * where there is no message.
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
  | 'time';

/**
 * Names by role, the preferred first, without case and without `_`, `-`, `.` and spaces: `traceid` stands for trace_id,
 * traceId, trace.id, TraceID. Whoever meets a logger that calls it otherwise adds its name here, and a line of it to
 * the corpus.
 */
const NAMES: Readonly<Record<ParsedField, string>> = {
  level:
    'detectedlevel level loglevel severity severitytext lvl levelname @l levelno severitynumber severitycode logseverity errorseverity syslogseverity loglevelname priority s',
  message:
    'message msg @m event body bodystringvalue shortmessage renderedmessage logmessage text @mt messagetemplate log msg_ content formattedmessage',
  fallbackMessage: 'fullmessage note reason description error err title',
  service:
    'servicename service containername composeservice k8scontainername kubernetescontainername app application appname applicationname appkubernetesioname kubernetesname svc container ddservice otelservicename syslogidentifier program job',
  environment:
    'deploymentenvironmentname deploymentenvironment serviceenvironment environment env deployenvironment ddenv',
  instance:
    'serviceinstanceid instance instanceid k8spodname kubernetespodname pod podname hostname hostname_ hosthostname host kubernetespod nodename machinename',
  logger:
    'logger loggername loglogger sourcecontext category categoryname channel target scopename instrumentationscopename otelscopename component name subsystem logscope c',
  traceId:
    'traceid oteltraceid ddtraceid xb3traceid b3traceid @tr traceparent b3 ubertraceid xamzntraceid amzntraceid awsxraytraceid xraytraceid xcloudtracecontext logginggoogleapiscom/trace httptraceid xtraceid trace',
  spanId: 'spanid otelspanid ddspanid xb3spanid b3spanid @sp logginggoogleapiscom/spanid httpspanid xspanid span',
  requestId:
    'requestid xrequestid httprequestid reqid correlationid xcorrelationid awsrequestid requestidentifier traceidentifier requestxrequestid headersxrequestid reqheadersxrequestid requestheadersxrequestid uniqueid rid',
  method:
    'method httprequestmethod httpmethod requestmethod reqmethod verb httpverb httprequestmethodoriginal csmethod cshttpmethod',
  path: 'path urlpath requestpath httppath httptarget requesturi uri requrl requesturl httprequesturl httpurl urloriginal url urlfull originalurl httpuri csuristem target endpoint reqpath',
  route:
    'route httproute routepattern matchedroute routename requestroute reqroute reqroutepath pathtemplate httproutepattern',
  status:
    'status httpresponsestatuscode httpstatuscode statuscode responsestatus responsestatuscode resstatuscode resstatus httpstatus downstreamstatus originstatus responsecode httpcode code scstatus response',
  duration:
    'duration durationms durationseconds durations durationsec httpserverrequestduration latency latencyms latencyseconds latencys elapsed elapsedms elapsedseconds elapsedmilliseconds elapsedtime responsetime responsetimems responsetimeseconds requesttime requesttimems requestduration requestdurationms requestdurationseconds took tookms timetaken timetakenms timems processingtime processingtimems totaltime totaltimems executiontime executiontimems durationnanos durationns durationus eventduration dur durms runtime service upstreamresponsetime upstreamservicetime originduration',
  exceptionType:
    'exceptiontype errortype errtype exceptionclass errorclass errorkind exctype errorname errname exceptionname thrownname excinfotype exceptionexctype exceptionclassname errorcode_',
  exceptionMessage:
    'exceptionmessage errormessage errmessage excmessage thrownmessage errormsg errmsg error err exceptionexcvalue',
  stack:
    'exceptionstacktrace exception stacktrace errorstacktrace errorstack errstack stack excinfo exctext traceback backtrace errorbacktrace thrownextendedstacktrace throwable thrown @x excstack contextexception exceptiondetails',
  time: '@timestamp timestamp time ts datetime @t asctime date eventtime t timemillis timestampms epochsecond timeiso8601 timestampiso8601',
};

/** Groups that say nothing about what is in them. Fields in them are looked up without the group, too. */
const NEUTRAL = new Set(
  'mdc contextmap context ctx fields extra attributes headers resource resourceattributes scope properties data labels metadata meta record payload jsonpayload http httprequest httpresponse request req response res log otel json params details tags event properties state scopes eventdata resourcelogs scopelogs logrecords'.split(
    ' '
  )
);

/**
 * Groups about the request that a line tells of: what is named in them is not the line's own service, host or level.
 */
const ABOUT_REQUEST = new Set('req request res response http httprequest httpresponse headers'.split(' '));
const OF_THE_LINE: ReadonlySet<ParsedField> = new Set([
  'service',
  'instance',
  'environment',
  'logger',
  'level',
  'message',
]);

interface Known {
  role: ParsedField;
  rank: number;
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
  let isAboutRequest = false;
  for (let from = 0; from < segments.length; from++) {
    const known = KNOWN.get(canonical(segments.slice(from).join('')));
    if (known !== undefined) {
      return isAboutRequest ? known.filter(({ role }) => !OF_THE_LINE.has(role)) : known;
    }
    isAboutRequest ||= ABOUT_REQUEST.has(canonical(segments[from] ?? ''));
    if (!NEUTRAL.has(canonical(segments[from] ?? '')) && !/^\d+$/.test(segments[from] ?? '')) {
      return NONE;
    }
  }
  return NONE;
}

function canonical(name: string): string {
  return name.toLowerCase().replace(/[_\-. ]/g, '');
}

function index(): ReadonlyMap<string, readonly Known[]> {
  const byName = new Map<string, Known[]>();
  for (const [role, names] of Object.entries(NAMES) as Array<[ParsedField, string]>) {
    names.split(' ').forEach((name, rank) => {
      byName.set(name, [...(byName.get(name) ?? []), { role, rank }]);
    });
  }
  return byName;
}
