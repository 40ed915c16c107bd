import { type RecordedLine } from './recordedLine';

/** PHP, its process manager, and what web servers put around what it says. */
export const PHP: RecordedLine[] = [
  {
    writer: 'PHP, an exception that nobody caught',
    body: "[06-Dec-2024 10:30:15 UTC] PHP Fatal error:  Uncaught Exception: unknown kind of storage. in /wp/plugins/shop/class-storage.php:101\nStack trace:\n#0 /wp/plugins/shop/class-storage.php(139): Storage->__construct('customer')\n#1 {main}\n  thrown in /wp/plugins/shop/class-storage.php on line 101",
    reading: {
      format: 'text',
      level: 'fatal',
      message: 'Exception: unknown kind of storage.',
      exception: {
        type: 'Exception',
        message: 'unknown kind of storage.',
        stack: expect.stringContaining("#0 /wp/plugins/shop/class-storage.php(139): Storage->__construct('customer')"),
      },
    },
  },
  {
    writer: 'PHP, a warning',
    body: '[27-Aug-2025 10:30:15 UTC] PHP Warning:  Undefined array key "x" in /wp/plugins/x.php on line 3',
    reading: { format: 'text', level: 'warn', message: 'Undefined array key "x" in /wp/plugins/x.php on line 3' },
  },
  {
    writer: 'PHP, on the screen',
    body: "Fatal error: Uncaught TypeError: must be int in /app/pay.php:3\nStack trace:\n#0 /app/cart.php(7): pay('x')\n#1 {main}\n  thrown in /app/pay.php on line 3",
    reading: {
      format: 'text',
      level: 'fatal',
      message: 'TypeError: must be int',
      exception: {
        type: 'TypeError',
        message: 'must be int',
        stack: expect.stringContaining("#0 /app/cart.php(7): pay('x')"),
      },
    },
  },
  {
    writer: 'PHP-FPM’s own',
    body: '[27-Aug-2025 10:30:15] WARNING: [pool www] server reached pm.max_children setting (5), consider raising it',
    reading: {
      format: 'text',
      level: 'warn',
      message: 'server reached pm.max_children setting (5), consider raising it',
      fields: { 'thread.name': 'pool www' },
    },
  },
  {
    writer: 'PHP-FPM around a worker’s output',
    body: '[21-Mar-2016 14:10:02] WARNING: [pool www] child 12 said into stdout: "[2016-03-21T14:10:02.123456+00:00] shop.INFO: Order placed {"order":17} []"',
    reading: {
      format: 'text',
      level: 'info',
      message: 'Order placed',
      logger: 'shop',
      fields: { order: '17', 'php.pool': 'www', 'process.pid': '12', 'log.iostream': 'stdout' },
    },
  },
  {
    writer: 'PHP-FPM around PHP’s message',
    body: 'NOTICE: PHP message: PHP Fatal error:  Uncaught Error: Call to undefined function foo() in /app/x.php:3',
    reading: {
      format: 'text',
      level: 'fatal',
      message: 'Error: Call to undefined function foo()',
      exception: { type: 'Error', message: 'Call to undefined function foo()' },
    },
  },
  {
    writer: 'nginx around PHP’s message',
    body: '2025/08/27 10:30:15 [error] 29#29: *1 FastCGI sent in stderr: "PHP message: PHP Warning:  Undefined array key "x" in /app/x.php on line 3" while reading response header from upstream, client: 10.0.0.1, server: shop, request: "GET /cart HTTP/1.1", upstream: "fastcgi://unix:/run/php.sock:", host: "shop"',
    reading: {
      format: 'text',
      level: 'warn',
      message: 'Undefined array key "x" in /app/x.php on line 3',
      method: 'GET',
      path: '/cart',
      fields: {
        'process.pid': '29',
        'client.address': '10.0.0.1',
        'server.address': 'shop',
        request: 'GET /cart HTTP/1.1',
        upstream: 'fastcgi://unix:/run/php.sock:',
        host: 'shop',
      },
    },
  },
  {
    writer: 'Apache around PHP’s message',
    body: '[Wed Aug 27 10:30:15.123456 2025] [php:notice] [pid 35] [client 10.0.0.1:5] PHP Notice:  Undefined variable: x in /app/x.php on line 3',
    reading: {
      format: 'text',
      level: 'info',
      message: 'Undefined variable: x in /app/x.php on line 3',
      logger: 'php',
      fields: { 'process.pid': '35', 'client.address': '10.0.0.1:5' },
    },
  },
  {
    writer: 'PHP-FPM, access',
    body: '10.0.0.1 -  27/Aug/2025:10:30:15 +0000 "GET /index.php" 500',
    reading: {
      format: 'text',
      message: 'GET /index.php',
      method: 'GET',
      path: '/index.php',
      status: 500,
      fields: { 'client.address': '10.0.0.1' },
    },
  },
  {
    writer: 'PHP’s own web server',
    body: '[Wed Aug 27 10:30:15 2025] 10.0.0.1:50000 [404]: GET /cart',
    reading: { format: 'text', message: '10.0.0.1:50000 [404]: GET /cart', method: 'GET', path: '/cart', status: 404 },
  },
  {
    writer: 'Magento',
    body: '[2025-08-27T10:30:15.123456+00:00] main.ERROR: Payment failed [] []',
    reading: { format: 'text', level: 'error', message: 'Payment failed', logger: 'main' },
  },
  {
    writer: 'Monolog, with context and extra',
    body: '[2025-08-27T10:30:15.123456+00:00] app.WARNING: low stock {"sku":"A1"} {"uid":"9f2c1b7"}',
    reading: {
      format: 'text',
      level: 'warn',
      message: 'low stock',
      logger: 'app',
      fields: { sku: 'A1', uid: '9f2c1b7' },
    },
  },
  {
    writer: 'Symfony, an exception that nobody caught',
    body: '[2025-08-27T10:30:15.123456+00:00] request.CRITICAL: Uncaught PHP Exception App\\Exception\\NoStock: "no stock" at Cart.php line 3 {"exception":"[object] (App\\\\Exception\\\\NoStock(code: 0): no stock at /app/src/Cart.php:3)"} []',
    reading: {
      format: 'text',
      level: 'fatal',
      message: 'Uncaught PHP Exception App\\Exception\\NoStock: "no stock" at Cart.php line 3',
      logger: 'request',
      exception: { type: 'App\\Exception\\NoStock', message: 'no stock' },
    },
  },
  {
    writer: 'Laravel, an exception',
    body: '[2025-08-27 10:30:15] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {"exception":"[object] (Illuminate\\\\Database\\\\QueryException(code: 2002): Connection refused at /var/www/vendor/x.php:829)\n[stacktrace]\n#0 /var/www/vendor/y.php(783): Foo->bar()\n#1 {main}\n"} ',
    reading: {
      format: 'text',
      level: 'error',
      message: 'SQLSTATE[HY000] [2002] Connection refused',
      logger: 'production',
      exception: {
        type: 'Illuminate\\Database\\QueryException',
        message: 'Connection refused',
        stack: expect.stringContaining('#0 /var/www/vendor/y.php(783): Foo->bar()'),
      },
    },
  },
];
