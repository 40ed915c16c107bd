import { pathFitsRoute } from './routeTemplate';

const table = (cases: ReadonlyArray<readonly [path: string, route: string, fits: boolean]>) =>
  it.each(cases)('%s is of %s: %s', (path, route, fits) => {
    expect(pathFitsRoute(path, route)).toBe(fits);
  });

describe('a parameter is one segment', () => {
  table([
    ['/products/42', '/products/:id', true],
    ['/products/42?x=1', '/products/{id}', true],
    ['/products/42/', '/products/<int:id>', true],
    ['/products', '/products/:id', false],
    ['/products/42/reviews', '/products/:id', false],
    ['/users/42', '/products/:id', false],
    ['/', '/', true],
    ['/products/', '/products/:id', false],
    ['/products/42', '/products/[id]', true],
    ['/products/42', '/products/$id', true],
    ['/products/42/reviews', '/products/*/reviews', true],
    // Spring, ASP.NET, gorilla/mux, Express, Fastify: with a constraint, which may hold brackets itself.
    ['/products/42', '/products/{id:[0-9]+}', true],
    ['/products/123', '/products/{id:\\d{3}}', true],
    ['/products/42', '/products/{id:int:min(1)}', true],
    ['/products/42', '/products/:id(\\d+)', true],
    ['/products/42/reviews', '/products/:id(^\\d+$)/reviews', true],
    ['/products/42', '/products/:id{[0-9]+}', true],
    // Bottle, Rocket
    ['/products/42', '/products/<id:int>', true],
    ['/products/42', '/products/<id>', true],
    // Play
    ['/products/42', '/products/$id<[0-9]+>', true],
    // Django
    ['/products/42', '^products/(?P<id>[0-9]+)/$', true],
    ['/products', '^products/(?P<id>[0-9]+)/$', false],
  ]);
});

describe('several parameters, or text, in one segment', () => {
  table([
    ['/flights/LAX-SFO', '/flights/:from-:to', true],
    ['/flights/LAX', '/flights/:from-:to', false],
    ['/report.pdf', '/{name}.{extension}', true],
    ['/report', '/{name}.{extension}', false],
    ['/users/@ada', '/users/@:name', true],
    ['/app.3f2a.js', '/*.js', true],
    ['/app.css', '/*.js', false],
    // A colon behind a word is no parameter: Google's custom methods.
    ['/v1/orders:cancel', '/v1/orders:cancel', true],
    ['/v1/orders:refund', '/v1/orders:cancel', false],
    ['/v1/orders/7:cancel', '/v1/orders/{id}:cancel', true],
  ]);
});

describe('no slash in front', () => {
  table([
    // ASP.NET writes http.route so, Django as well.
    ['/api/cart/17', 'api/cart/{id}', true],
    ['api/cart/17', '/api/cart/{id}', true],
    ['/api/cart', 'api/cart', true],
    ['/products/42/', 'products/<int:id>/', true],
    ['/api/basket/17', 'api/cart/{id}', false],
    ['/', '', true],
  ]);
});

describe('optional parts', () => {
  table([
    ['/home/index/5', '{controller}/{action}/{id?}', true],
    ['/home/index', '{controller}/{action}/{id?}', true],
    ['/home', '{controller}/{action}/{id?}', false],
    ['/', '{controller=Home}/{action=Index}/{id?}', true],
    ['/home/index/5', '{controller=Home}/{action=Index}/{id?}', true],
    ['/home/index/5/6', '{controller=Home}/{action=Index}/{id?}', false],
    // Rails
    ['/faq', '/faq(.:format)', true],
    ['/faq.html', '/faq(.:format)', true],
    ['/faqs', '/faq(.:format)', false],
    ['/en/posts/7', '(/:locale)/posts/:id(.:format)', true],
    ['/posts/7.json', '(/:locale)/posts/:id(.:format)', true],
    ['/posts/2026/11', '/posts/:year(/:month(/:day))', true],
    ['/posts/2026', '/posts/:year(/:month(/:day))', true],
    ['/posts/2026/11/29/1', '/posts/:year(/:month(/:day))', false],
    // Express 4, Fiber, Laravel
    ['/users', '/users/:id?', true],
    ['/users/7', '/users/:id?', true],
    ['/users/7/8', '/users/:id?', false],
    ['/users', '/users/{id?}', true],
    // Express 5, Hono
    ['/users', '/users{/:id}', true],
    ['/users/7/edit', '/users{/:id}/edit', true],
    ['/users/7', '/users{/:id}/edit', false],
    ['/users/all', '/users{/all}', true],
    ['/users/some', '/users{/all}', false],
    ['/users.json', '/users{.:format}', true],
    // Slim and FastRoute
    ['/news', '/news[/{year}[/{month}]]', true],
    ['/news/2026/11', '/news[/{year}[/{month}]]', true],
    // SvelteKit
    ['/about', '/[[lang]]/about', true],
    ['/de/about', '/[[lang]]/about', true],
    ['/de/at/about', '/[[lang]]/about', false],
  ]);
});

describe('the rest of a path', () => {
  table([
    ['/files/a/b', '/files/*path', true],
    ['/files/a', '/files/*path', true],
    ['/files', '/files/*path', false],
    ['/file/a', '/files/*path', false],
    ['/files/a/b', '/files/*', true],
    ['/static/a/b.js', '/static/**', true],
    ['/static', '/static/**', true],
    ['/statics/a', '/static/**', false],
    ['/a/b/c/edit', '/a/**/edit', true],
    ['/a/b/c', '/a/**/edit', false],
    // Spring 6, ASP.NET
    ['/static/a/b.js', '/static/{*path}', true],
    ['/static/a/b.js', '/static/{**path}', true],
    ['/static/a/b.js', 'static/{*path:file}', true],
    ['/static', '/static/{*path}', true],
    // aiohttp, actix, gorilla/mux; Starlette and FastAPI; Flask; Bottle; Rocket
    ['/static/a/b.js', '/static/{tail:.*}', true],
    ['/static/a/b.js', '/static/{path:path}', true],
    ['/static/a/b.js', '/static/<path:name>', true],
    ['/static/a/b.js', '/static/<name:path>', true],
    ['/static/a/b.js', '/static/<name..>', true],
    // Go's own, Ktor
    ['/static/a/b.js', '/static/{path...}', true],
    ['/static', '/static/{$}', true],
    ['/static/a', '/static/{$}', false],
    ['/static/a/b.js', '/static/{...}', true],
    // hapi, Vue, Express
    ['/static/a/b.js', '/static/{path*}', true],
    ['/static/a/b.js', '/static/:path*', true],
    ['/static', '/static/:path*', true],
    ['/static', '/static/:path+', false],
    ['/static/a/b.js', '/static/:path(.*)', true],
    // Next.js, SvelteKit; Remix; Nitro
    ['/docs/a/b', '/docs/[...slug]', true],
    ['/docs', '/docs/[...slug]', false],
    ['/docs', '/docs/[[...slug]]', true],
    ['/docs/a/b', '/docs/[[...slug]]', true],
    ['/docs/a/b', '/docs/$', true],
    ['/docs/a/b', '/docs/**:slug', true],
    ['/files/a/b/raw', '/files/*path/raw', true],
    ['/files/a/b', '/files/*path(.:format)', true],
    ['/files', '/files/*path(.:format)', false],
    ['/cart/a/b', '{controller}/{*rest}', true],
    // Django
    ['/media/a/b.png', '^media/(?P<path>.*)$', true],
  ]);
});

describe('a method in front is no part of the path', () => {
  table([
    ['/items/7', 'GET /items/{id}', true],
    ['/items/7', 'POST /items/{id}/{$}', true],
    ['/get/7', 'get/:id', true],
  ]);
});

describe('what is no template', () => {
  table([
    ['/a.b', '/a.b', true],
    ['/axb', '/a.b', false],
    ['/a+b', '/a+b', true],
    ['/a(b', '/a(b', true],
    ['/a[b', '/a[b', true],
    ['/a{b', '/a{b', true],
    ['/a<b', '/a<b', true],
    ['/price$', '/price$', true],
    ['/a', '/b', false],
  ]);

  it('costs no time that grows with the powers of a path', () => {
    const route = '/' + Array.from({ length: 12 }, () => '**').join('/') + '/end';
    const path = '/' + Array.from({ length: 400 }, () => 'a').join('/');
    // The processor's own time: what else the machine does is not counted.
    const before = process.cpuUsage();
    expect(pathFitsRoute(path, route)).toBe(false);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });
});
