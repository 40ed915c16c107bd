import { type Attributes, type Span, type SpanCondition, type SpanField } from '../../questions/traces';
import { plainSpan as span } from '../../testing/plain';
import { databaseOf, isFailed, isSelected, meets, methodOf, peerOf, routeOf, statusOf, valueOf } from '.';
import { presentNameOf } from './formerNames';
import { fieldOf, sourcesOf } from './sources';

const withAttributes = (attributes: Attributes, name = 'work') => span({ attributes, name });

describe('the request that a span serves', () => {
  it.each<[string, Attributes, string, [string?, string?, number?]]>([
    [
      'the stable convention',
      { 'http.route': '/a/:id', 'http.request.method': 'GET', 'http.response.status_code': 200 },
      'GET /a/:id',
      ['/a/:id', 'GET', 200],
    ],
    [
      'the old convention',
      { 'http.route': '/a', 'http.method': 'POST', 'http.status_code': 503 },
      'POST',
      ['/a', 'POST', 503],
    ],
    ['text where a number belongs', { 'http.status_code': '404' }, 'work', [undefined, undefined, 404]],
    ['the name alone', {}, 'GET /products', ['/products', 'GET', undefined]],
    ['the attribute before the name', { 'http.route': '/a' }, 'GET /b', ['/a', 'GET', undefined]],
    // ASP.NET and Django write no slash in front; the template is told as it stands.
    ['a template without a slash', { 'http.route': 'api/cart/{id?}' }, 'GET', ['api/cart/{id?}', undefined, undefined]],
    ['an optional part', {}, 'GET /faq(.:format)', ['/faq(.:format)', 'GET', undefined]],
    ['the rest of a path', {}, 'GET /files/{*path}', ['/files/{*path}', 'GET', undefined]],
    ['a name whose host is no route', {}, 'POST payments', [undefined, undefined, undefined]],
    ['a handler’s name', {}, 'read_root_span', [undefined, undefined, undefined]],
    ['a method without a route', {}, 'GET', [undefined, undefined, undefined]],
    ['another language’s word', {}, 'SELECT /products', [undefined, undefined, undefined]],
    ['a query', { 'http.target': '/a?b' }, 'HTTP GET', [undefined, undefined, undefined]],
    ['nonsense as a status', { 'http.response.status_code': 'ok' }, 'work', [undefined, undefined, undefined]],
    ['an empty attribute', { 'http.route': '', 'http.request.method': '' }, 'PUT /c', ['/c', 'PUT', undefined]],
  ])('is read from %s', (_, attributes, name, [route, method, status]) => {
    const one = withAttributes(attributes, name);
    expect([routeOf(one), methodOf(one), statusOf(one)]).toEqual([route, method, status]);
  });

  it.each<[boolean, Partial<Span>]>([
    [true, { status: 'error' }],
    [true, { attributes: { 'http.status_code': 500 } }],
    [true, { attributes: { 'http.response.status_code': 599 } }],
    [false, { attributes: { 'http.response.status_code': 499 } }],
    [false, { status: 'ok' }],
  ])('failed: %s for %j', (failed, given) => {
    expect(isFailed(span(given))).toBe(failed);
  });
});

describe('fields', () => {
  it.each<[SpanField, Partial<Span>, string | undefined]>([
    ['service', {}, 'shop'],
    ['service', { service: '', resource: { 'service.name': 'cart' } }, 'cart'],
    ['kind', { kind: 'client' }, 'client'],
    ['environment', { resource: { 'deployment.environment': 'test' } }, 'test'],
    ['environment', { resource: { 'deployment.environment': 'old', 'deployment.environment.name': 'new' } }, 'new'],
    ['instance', { resource: { 'host.name': 'h', 'k8s.pod.name': 'p' } }, 'p'],
    ['instance', { resource: { 'host.name': 'h', 'service.instance.id': 'i' } }, 'i'],
    ['instance', { attributes: { 'service.instance.id': 'i' } }, undefined],
    ['namespace', { resource: { 'k8s.namespace.name': 'n' } }, 'n'],
    ['version', { resource: { 'service.version': '1.2' } }, '1.2'],
    ['span.flag', { attributes: { flag: false } }, 'false'],
    ['span.a.b', { attributes: { 'a.b': ['x', 1] } }, 'x, 1'],
    ['resource.a', { resource: { a: 0 } }, '0'],
    ['span.a', { resource: { a: 0 } }, undefined],
  ])('%s of %j is %j', (field, given, value) => {
    expect(valueOf(span(given), field)).toBe(value);
  });

  it('stand for the attributes that they are read from', () => {
    expect(fieldOf('span', 'http.status_code')).toBe('status');
    expect(fieldOf('resource', 'service.name')).toBe('service');
    expect(fieldOf('span', 'service.name')).toBe('span.service.name');
    expect(sourcesOf('span.foo bar\n')).toEqual([{ kind: 'attribute', scope: 'span', name: 'foo bar\n' }]);
  });
});

describe('peers', () => {
  it.each<[string, Attributes, ReturnType<typeof peerOf>]>([
    [
      'a database',
      { 'db.system.name': 'postgresql', 'db.namespace': 'shop' },
      { kind: 'database', name: 'shop (postgresql)' },
    ],
    ['an old database', { 'db.system': 'mysql', 'db.name': 'cart' }, { kind: 'database', name: 'cart (mysql)' }],
    ['a nameless one', { 'db.system': 'redis', 'net.peer.name': 'cache' }, { kind: 'database', name: 'cache (redis)' }],
    ['only its product', { 'db.system': 'redis' }, { kind: 'database', name: 'redis' }],
    [
      'a queue',
      { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' },
      { kind: 'messaging', name: 'orders (kafka)' },
    ],
    [
      'an old queue',
      { 'messaging.system': 'sqs', 'messaging.destination': 'mail' },
      { kind: 'messaging', name: 'mail (sqs)' },
    ],
    ['a named service', { 'peer.service': 'tax', 'server.address': '10.0.0.1' }, { kind: 'service', name: 'tax' }],
    ['an address', { 'server.address': 'api.bank' }, { kind: 'external', name: 'api.bank' }],
    ['a URL', { 'http.url': 'https://api.bank/pay?x' }, { kind: 'external', name: 'api.bank' }],
    ['a broken URL', { 'url.full': 'nowhere' }, undefined],
    ['nobody', {}, undefined],
  ])('%s', (_, attributes, peer) => {
    expect(peerOf(span({ kind: 'client', attributes }))).toEqual(peer);
  });

  it('are not called by a server span', () => {
    expect(peerOf(span({ kind: 'server', attributes: { 'server.address': 'shop' } }))).toBeUndefined();
  });

  it('say what is asked of a database', () => {
    const attributes = { 'db.system': 'mysql', 'db.operation': 'SELECT', 'db.statement': 'select 1' };
    expect(databaseOf(span({ attributes }))).toEqual({ system: 'mysql', operation: 'SELECT', statement: 'select 1' });
  });
});

describe('both semantic conventions', () => {
  it.each<[old: string, present: string]>([
    ['http.method', 'http.request.method'],
    ['http.status_code', 'http.response.status_code'],
    ['deployment.environment', 'deployment.environment.name'],
    ['db.system', 'db.system.name'],
    ['db.statement', 'db.query.text'],
    ['net.peer.name', 'server.address'],
    ['net.sock.peer.addr', 'network.peer.address'],
    ['peer.service', 'service.peer.name'],
  ])('%s is now %s, and both are read alike', (old, present) => {
    const told = (name: string) => {
      // A statement is told of a database that is named.
      const database: Attributes = /^db\.(?:statement|query)/.test(name) ? { 'db.system': 'mysql' } : {};
      const said = { ...database, [name]: '200' };
      const one = span({ kind: 'client', attributes: said, resource: said });
      return [methodOf(one), statusOf(one), valueOf(one, 'environment'), databaseOf(one), peerOf(one)];
    };
    expect(presentNameOf(old)).toBe(present);
    expect(told(old)).toEqual(told(present));
    expect(told(old)).not.toEqual(told('nothing'));
  });

  it('no name of now is one of old', () => {
    expect(presentNameOf('http.request.method')).toBeUndefined();
    expect(presentNameOf('constructor')).toBeUndefined();
  });
});

describe('conditions', () => {
  const one = span({ duration: 250, name: 'GET /a', attributes: { 'http.response.status_code': 503, flag: true } });

  it.each<[boolean, SpanCondition]>([
    [true, { field: 'status', op: 'in', values: ['200', '5xx'] }],
    [false, { field: 'status', op: 'notIn', values: ['503'] }],
    [true, { field: 'route', op: 'in', values: ['/a'] }],
    [true, { field: 'span.flag', op: 'in', values: ['true'] }],
    [true, { field: 'span.none', op: 'in', values: [''] }],
    [true, { field: 'span.none', op: 'notIn', values: ['x'] }],
    [true, { field: 'span.none', op: 'in', values: [] }],
    [true, { field: 'duration', op: 'between', from: 0.25, to: 0.3 }],
    [false, { field: 'duration', op: 'between', to: 0.25 }],
    [true, { field: 'error', op: 'is', value: true }],
  ])('%s: %j', (met, condition) => {
    expect(meets(one, condition)).toBe(met);
  });

  it('are about requests only where requests are meant', () => {
    const inner = span({ kind: 'internal', parentSpanId: '2'.padStart(16, '0') });
    expect(isSelected(inner, { spans: 'requests', where: [] })).toBe(false);
    expect(isSelected(inner, { spans: 'all', where: [] })).toBe(true);
    expect(isSelected({ ...inner, parentSpanId: undefined }, { spans: 'requests', where: [] })).toBe(true);
  });
});
