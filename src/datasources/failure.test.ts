import { classifyFailure, type FailureKind, TelemetryError } from './failure';

/** What Grafana's proxy, its query API, its data sources and the browser have been seen to throw. */
const SEEN: Array<[what: string, error: unknown, kind: FailureKind, message: RegExp]> = [
  [
    'a user without the permission, from /api/ds/query',
    {
      status: 403,
      statusText: 'Forbidden',
      data: {
        accessErrorId: 'ACE1',
        message: "You'll need additional permissions to perform this action.",
        title: 'Access denied',
      },
    },
    'forbidden',
    /You do not have permission to query Prom/,
  ],
  [
    'a session that ended',
    { status: 401, data: { message: 'Unauthorized' } },
    'forbidden',
    /You do not have permission to query Prom/,
  ],
  [
    'a server that refuses the credentials of the data source',
    { refId: 'A', status: 401, message: 'client_error: client error: 401' },
    'forbidden',
    /Prom refused the request/,
  ],
  [
    'a server that refuses, whose words a resource hands on',
    { status: 403, data: { status: 'error', errorType: 'forbidden', error: 'not yours' } },
    'forbidden',
    /Prom refused the request/,
  ],
  [
    'a server that refuses, whose words Grafana’s front end repeats',
    { status: 403, data: { status: 'error', error: 'not yours', message: 'not yours' } },
    'forbidden',
    /Prom refused the request/,
  ],
  [
    'a server that refuses, whose words a resource wraps',
    { status: 403, data: { message: '{"status":"error","error":"not yours"}' } },
    'forbidden',
    /Prom refused the request/,
  ],
  [
    'a server that says why in JSON',
    { refId: 'A', status: 400, message: '{"status":"error","errorType":"bad_data","error":"too many bytes"}' },
    'failed',
    /^Prom returned an error: too many bytes$/,
  ],
  [
    'a data source that was removed, from /api/ds/query',
    { status: 404, data: { message: 'Data source not found' } },
    'absent',
    /Prom was not found/,
  ],
  [
    'a data source that was removed, from the front end',
    { message: 'Datasource prom was not found' },
    'absent',
    /was not found/,
  ],
  ['a plugin that is not installed', { status: 404, data: { message: 'Plugin not found' } }, 'absent', /was not found/],
  [
    'an address with a wrong path',
    { refId: 'A', status: 404, message: 'client_error: client error: 404' },
    'failed',
    /URL of Prom does not point to a compatible server \(404\)/,
  ],
  [
    'a resource under a wrong path',
    { status: 404, data: '404 page not found\n' },
    'failed',
    /URL of Prom does not point/,
  ],
  [
    'a server that is down',
    {
      refId: 'A',
      status: 500,
      message: 'Post "http://prom:9090/api/v1/query": dial tcp 127.0.0.1:9090: connect: connection refused',
    },
    'failed',
    /Prom cannot be reached/,
  ],
  [
    'a name that does not resolve',
    { refId: 'A', message: 'Post "http://prom:9090/api/v1/query": dial tcp: lookup prom: no such host' },
    'failed',
    /cannot be reached/,
  ],
  [
    'a network that swallows packets',
    { refId: 'A', message: 'Post "http://10.0.0.1:9090/api/v1/query": dial tcp 10.0.0.1:9090: i/o timeout' },
    'failed',
    /cannot be reached/,
  ],
  [
    'a proxy with nothing behind it',
    { status: 502, statusText: 'Bad Gateway', data: '' },
    'failed',
    /cannot be reached/,
  ],
  [
    'a server that is starting',
    { status: 503, statusText: 'Service Unavailable', data: {} },
    'failed',
    /cannot be reached/,
  ],
  [
    'a query that ran into the time-out of Prometheus',
    { refId: 'A', status: 503, message: 'timeout: query timed out in expression evaluation' },
    'failed',
    /Prom timed out/,
  ],
  [
    'a query that ran into the time-out of the data source',
    {
      refId: 'A',
      status: 500,
      message:
        'Post "http://prom:9090/api/v1/query": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    },
    'failed',
    /timed out/,
  ],
  ['a gateway that gave up', { status: 504, statusText: 'Gateway Timeout' }, 'failed', /timed out/],
  [
    'a query that Prometheus cannot parse',
    { refId: 'A', status: 400, message: 'bad_data: invalid parameter "query": 1:5: parse error' },
    'failed',
    /returned an error: bad_data/,
  ],
  [
    'a query with too many samples',
    { refId: 'A', status: 422, message: 'execution: query processing would load too many samples into memory' },
    'failed',
    /returned an error: execution/,
  ],
  ['a browser without network', new TypeError('Failed to fetch'), 'failed', /Grafana did not respond/],
  ['a plain text', 'boom', 'failed', /returned an error: boom/],
  ['nothing at all', undefined, 'failed', /Prom returned an error$/],
];

describe('a failure', () => {
  it.each(SEEN)('like %s', (_, error, kind, message) => {
    const failure = classifyFailure(error, 'Prom');
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(message);
    expect(failure.advice).toMatch(/^[A-Z].{10,}[^.]$/);
  });

  it('that was classified already stays as it is', () => {
    const failure = { kind: 'absent', message: 'There is none', advice: 'Add one' } as const;
    expect(classifyFailure(new TelemetryError(failure), 'Prom')).toBe(failure);
  });
});
