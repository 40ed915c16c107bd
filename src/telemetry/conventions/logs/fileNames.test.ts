import fc from 'fast-check';
import { propertyRuns } from '../../testing/propertyRuns';
import { fileForm, filesPattern, standsForFiles } from './fileNames';

const ID = 'a1'.repeat(32);

const meets = (pattern: string, path: string) => new RegExp(`^(?:${pattern})$`).test(path);

describe('whose lines are in a file', () => {
  it.each<[path: string, name: string | undefined]>([
    ['/var/log/nginx/access.log', 'nginx'],
    ['/var/log/nginx/error.log', 'nginx'],
    ['/var/log/nginx/error.log.2.gz', 'nginx'],
    ['/var/log/nginx/shop.example.com-access.log', 'shop.example.com'],
    ['/var/log/httpd/access_log', 'httpd'],
    ['/var/log/apache2/other_vhosts_access.log', 'apache2'],
    ['/opt/tomcat/logs/localhost_access_log.2026-11-30.txt', 'tomcat'],
    ['/opt/tomcat/logs/catalina.out', 'catalina'],
    ['/var/log/app/structlog_ecommerce.log', 'structlog_ecommerce'],
    ['/logs/shop/structlog_ecommerce.1.log', 'structlog_ecommerce'],
    ['/var/log/app.log', 'app'],
    ['/var/log/app.log.1', 'app'],
    ['/var/log/app-2026-11-30.log', 'app'],
    ['/var/log/shop/orders-2026-11-30T10-00-00.000.log.gz', 'orders'],
    ['/var/log/shop/orders.2026-11-30.0.log', 'orders'],
    ['/var/log/shop/orders20261130.txt', 'orders'],
    ['/var/log/shop/2026/11/30/app.log', 'shop'],
    ['/srv/shop/releases/20261130101500/log/production.log', 'shop'],
    ['/var/www/shop/storage/logs/laravel-2026-11-30.log', 'shop'],
    ['/var/www/shop/var/log/system.log', 'shop'],
    ['/var/www/html/wp-content/debug.log', 'debug'],
    ['/var/log/service-of-carts/current', 'service-of-carts'],
    ['/home/deploy/.pm2/logs/api-error-0.log', 'api'],
    ['/var/log/mysql/mysql-slow.log', 'mysql'],
    ['/var/log/php8.2-fpm.log', 'php8.2-fpm'],
    ['/var/log/python3.log', 'python3'],
    ['/var/log/syslog', 'syslog'],
    ['/var/log/auth.log.1', 'auth'],
    ['/var/log/error.log', 'error'],
    ['C:\\inetpub\\logs\\LogFiles\\W3SVC1\\u_ex261130.log', 'W3SVC1'],
    ['/var/log/pods/shop_cart-7d9f-x2_0b1c-22/cart/0.log', 'cart'],
    ['/var/log/pods/shop_cart-7d9f-x2_0b1c-22/istio-proxy/1.log.20261130-101500.gz', 'istio-proxy'],
    [`/var/log/containers/cart-7d9f-x2_shop_cart-${ID}.log`, 'cart'],
    // A container's id says nothing to anybody, and is another one each time that it starts.
    [`/var/lib/docker/containers/${ID}/${ID}-json.log`, undefined],
    ['', undefined],
  ])('%s', (path, name) => {
    expect(fileForm(path)?.name).toBe(name);
  });

  const word = fc.oneof(
    fc.constantFrom(
      'access',
      'error',
      'log',
      'app',
      'orders',
      'shop',
      'var',
      'pods',
      'containers',
      'gz',
      'ex',
      'u',
      ''
    ),
    fc.constantFrom('2026', '11', '1', '20261130', '20261130T101500Z', 'orders20261130', 'error20261130', '20T100000'),
    fc.string({ unit: fc.constantFrom('a', '1', '.', '*', '+', '(', '[', '$', '^', '|', '\\', ' ', 'é'), maxLength: 4 })
  );
  const segment = fc
    .array(fc.tuple(word, fc.constantFrom('.', '-', '_', '')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([text, separator]) => `${text}${separator}`).join(''));
  const folders = fc.array(segment, { maxLength: 4 });
  const path = fc
    .tuple(folders, segment)
    .map(([before, base]) => `/${[...before, base].join('/')}`)
    .filter((one) => fileForm(one) !== undefined);
  const suffix = fc
    .array(fc.constantFrom('.1', '.log', '-2026-11-30', '.gz', '-error', '20261130', '_', 'x', '-orders'), {
      maxLength: 3,
    })
    .map((parts) => parts.join(''));

  it('is found by a pattern that the file meets', () => {
    fc.assert(
      fc.property(path, (one) => {
        expect(meets(filesPattern([fileForm(one) ?? fail(one)]), one)).toBe(true);
      }),
      { numRuns: propertyRuns(5000) }
    );
  });

  it('is that of every file that meets the pattern', () => {
    let met = 0;
    fc.assert(
      fc.property(path, suffix, suffix, (one, left, right) => {
        const form = fileForm(`${one}${left}`) ?? fail(one);
        const other = `${one}${right}`;
        if (meets(filesPattern([form]), other)) {
          met += left === right ? 0 : 1;
          expect(fileForm(other)?.name).toBe(form.name);
        }
      }),
      { numRuns: propertyRuns(20_000) }
    );
    expect(met).toBeGreaterThan(100);
  });

  it('stays the same where a file is rotated, or a pod starts anew', () => {
    const pattern = (one: string) => filesPattern([fileForm(one) ?? fail(one)]);
    expect(meets(pattern('/var/log/shop/orders-2026-11-30.log'), '/var/log/shop/orders-2026-12-01.log.gz')).toBe(true);
    expect(meets(pattern('/var/log/shop/2026/11/30/app.log'), '/var/log/shop/2026/12/01/app.log')).toBe(true);
    const pod = pattern('/var/log/pods/shop_cart-7d9f-x2_0b1c-22/cart/0.log');
    expect(meets(pod, '/var/log/pods/shop_cart-7d9f-y7_77-1/cart/1.log')).toBe(true);
    expect(meets(pod, '/var/log/pods/wholesale_cart-7d9f-y7_77-1/cart/0.log')).toBe(false);
    expect(meets(pattern('/var/log/nginx/access.log'), '/var/log/nginx/shop.example.com-access.log')).toBe(false);
    expect(meets(pattern('/var/log/a+b.log'), '/var/log/aab.log')).toBe(false);
  });
});

describe('a name of streams', () => {
  it.each(['varlogs', 'syslog', 'system-logs', 'docker', 'kubernetes-pods', 'var/log', 'app_logs'])(
    'stands for many files: %s',
    (name) => expect(standsForFiles(name)).toBe(true)
  );

  it.each(['nginx', 'app', 'shop-logs', 'log-api', 'payments', 'server', '', 'shop/cart'])(
    'is that of a program: %s',
    (name) => expect(standsForFiles(name)).toBe(false)
  );
});

function fail(path: string): never {
  throw new Error(`no name: ${path}`);
}
