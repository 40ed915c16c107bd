import { type ParsedLogLine } from '../../questions/logs';
import { type Labels } from '../../vocabulary';

/** A line of a kind, and what must be read of it, among other things. */
export interface LineOfKind {
  /** Who writes so, or where it was shown. */
  from: string;
  body: string;
  metadata?: Labels;
  reading: Partial<ParsedLogLine>;
  /** What it does not say, although it looks like it. */
  without?: ReadonlyArray<keyof ParsedLogLine>;
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const REQUEST = '8f507cfc-1111-4697-b07a-ac58fc914c95';
const HASH = '931610b8d30e4aefb28ce776adeda080';
const DATADOG = { traceId: '000000000000000039e6333f4893281a', spanId: '33e6376240240ac0' };

/**
 * Kinds of lines that were read wrongly once, after what people showed in public issues, read-mes and documentation;
 * names, hosts and ids are made up. Each has its neighbours: other writers of the same kind, other spellings.
 */
export const KINDS: Readonly<Record<string, readonly LineOfKind[]>> = {
  'Loki’s guess (detected_level) is believed after what the line or its OTLP severity says': [
    {
      from: 'grafana/loki#14443',
      body: '{"message":"the order could not be saved after an error","level":"WARNING","severity":"WARNING"}',
      metadata: { detected_level: 'error' },
      reading: { level: 'warn' },
    },
    {
      from: 'a header',
      body: '2025-08-27 10:30:15,123 WARN com.shop.Cart - information about the error is missing',
      metadata: { detected_level: 'info' },
      reading: { level: 'warn' },
    },
    {
      from: 'OTLP, with a severity in words',
      body: 'retry after an error',
      metadata: { detected_level: 'error', severity_text: 'Information', severity_number: '9' },
      reading: { level: 'info' },
    },
    {
      from: 'OTLP, with a number only',
      body: 'informed the bank',
      metadata: { detected_level: 'info', severity_number: '17' },
      reading: { level: 'error' },
    },
    {
      from: 'pino, whose levels are numbers',
      body: '{"level":30,"msg":"recovered from an error"}',
      metadata: { detected_level: 'error' },
      reading: { level: 'info' },
    },
    {
      from: 'a line that says nothing itself',
      body: 'an error it seems',
      metadata: { detected_level: 'error' },
      reading: { level: 'error' },
    },
  ],
  'JSON field that holds a whole request line': [
    {
      from: 'grafana/loki#16611',
      body: '{"http_referer":"https://g.example/x?var-levels=detected_level%7C%3D%7Cerror","proxy_upstream_name":"shop-cart-80","req_id":"af2d87f86957d58e","request":"POST /api/ds/query?ds_type=loki HTTP/2.0","request_time":0.893,"status":200}',
      reading: {
        method: 'POST',
        path: '/api/ds/query',
        status: 200,
        duration: 0.893,
        message: 'POST /api/ds/query?ds_type=loki HTTP/2.0',
      },
    },
    {
      from: 'nginx, all in texts',
      body: '{"remote_addr":"10.0.0.1","request":"GET /cart?id=1 HTTP/1.1","status":"502","request_time":"0.012"}',
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.012, message: 'GET /cart?id=1 HTTP/1.1' },
    },
    {
      from: 'HAProxy, JSON',
      body: '{"http_request":"DELETE /cart/17 HTTP/1.1","status_code":204}',
      reading: { method: 'DELETE', path: '/cart/17', status: 204, message: 'DELETE /cart/17 HTTP/1.1' },
    },
    {
      from: 'beside a message',
      body: '{"level":"info","msg":"access","request_line":"GET /cart HTTP/2","response_code":200}',
      reading: { method: 'GET', path: '/cart', status: 200, message: 'access' },
    },
    {
      from: 'logfmt',
      body: 'request="GET /cart HTTP/1.1" status=502 request_time=0.012 remote_addr=10.0.0.1',
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.012, message: 'GET /cart HTTP/1.1' },
    },
    {
      from: 'an id that is called so',
      body: `{"level":"info","msg":"saved","request":"${REQUEST}"}`,
      reading: { message: 'saved' },
      without: ['method', 'path'],
    },
  ],
  'bare ids in brackets': [
    {
      from: 'serilog-contrib/serilog-sinks-grafana-loki#96',
      body: `[2022-03-23 10:11:12.345] [Information] [Shop.Orders.OrderService] [${SPAN}] [${TRACE}] Order 17 placed`,
      reading: { spanId: SPAN, traceId: TRACE },
    },
    {
      from: 'the trace first',
      body: `2025-08-27 10:30:15.123 INFO [${TRACE}] [${SPAN}] [main] com.shop.Cart - saved`,
      reading: { spanId: SPAN, traceId: TRACE, logger: 'com.shop.Cart', message: 'saved' },
    },
    {
      from: 'both in one, with a slash',
      body: `2025-08-27 10:30:15.123 INFO [${TRACE}/${SPAN}] com.shop.Cart - saved`,
      reading: { spanId: SPAN, traceId: TRACE, message: 'saved' },
    },
    {
      from: 'W3C’s context',
      body: `2025-08-27 10:30:15.123 INFO [00-${TRACE}-${SPAN}-01] com.shop.Cart - saved`,
      reading: { spanId: SPAN, traceId: TRACE, message: 'saved' },
    },
    {
      from: 'traces of 64 bits',
      body: '2025-08-27 10:30:15.123 [80f198ee56343ba8] [e457b5a2e4d86bd1] INFO saved',
      reading: { spanId: 'e457b5a2e4d86bd1', traceId: '000000000000000080f198ee56343ba8', message: 'saved' },
    },
    {
      from: '16 digits that no trace stands beside',
      body: `2025-08-27 10:30:15.123 INFO [${SPAN}] Order placed`,
      reading: { message: 'Order placed' },
      without: ['spanId', 'traceId'],
    },
  ],
  'pairs or a map after the level of a header': [
    {
      from: 'quarkusio/quarkus#26562, #28552',
      body: `12:36:01 ERROR traceId=${TRACE}, parentId=, spanId=${SPAN}, sampled=true [or.ac.op.TracedResource] (executor-thread-0) no stock`,
      reading: {
        level: 'error',
        traceId: TRACE,
        spanId: SPAN,
        logger: 'or.ac.op.TracedResource',
        message: 'no stock',
      },
    },
    {
      from: 'quarkusio/quarkus#26804',
      body: '12:36:01 INFO  traceId=, parentId=, spanId=, sampled= [or.ac.HelloWorld] (executor-thread-0) Hello executed',
      reading: { level: 'info', logger: 'or.ac.HelloWorld', message: 'Hello executed' },
    },
    {
      from: 'log4j2, %X before the thread',
      body: `2025-08-27 10:30:15.123 INFO {traceId=${TRACE}, spanId=${SPAN}} [main] com.shop.Cart - no stock`,
      reading: { level: 'info', traceId: TRACE, spanId: SPAN, logger: 'com.shop.Cart', message: 'no stock' },
    },
    {
      from: 'log4j2, an empty map',
      body: '2025-08-27 10:30:15.123 ERROR {} com.shop.Cart - no stock',
      reading: { level: 'error', logger: 'com.shop.Cart', message: 'no stock' },
    },
    {
      from: 'ids alone, then the message',
      body: `2025-08-27 10:30:15.123 INFO trace_id=${TRACE} span_id=${SPAN} trace_flags=01 no stock`,
      reading: { traceId: TRACE, spanId: SPAN, message: 'no stock' },
    },
    {
      from: 'behind the logger',
      body: `2025-08-27 10:30:15.123 [main] INFO  com.shop.Cart traceId=${TRACE}, spanId=${SPAN} - no stock`,
      reading: { traceId: TRACE, spanId: SPAN, logger: 'com.shop.Cart', message: 'no stock' },
    },
    {
      from: 'pairs of the message, which stay in it',
      body: '2025-08-27 10:30:15.123 INFO order=17 placed',
      reading: { message: 'order=17 placed', fields: { order: '17' } },
    },
  ],
  'access log in columns between bars': [
    {
      from: 'gin-gonic/gin#2042',
      body: '[GIN] 2019/09/06 - 08:33:33 | 500 |  1.187118477s |       127.0.0.1 | POST     /v1/get_data',
      reading: { method: 'POST', path: '/v1/get_data', status: 500, duration: 1.187118477 },
    },
    {
      from: 'Gin, newer',
      body: '[GIN] 2025/08/27 - 10:30:15 | 404 |     345.678µs |      10.0.0.1 | GET      "/favicon.ico"',
      reading: { method: 'GET', path: '/favicon.ico', status: 404, duration: 0.000345678 },
    },
    {
      from: 'Gin, IPv6, more than a minute',
      body: '[GIN] 2025/08/27 - 10:30:15 | 200 |         1m2.5s |             ::1 | DELETE   "/cart?x=1"',
      reading: { method: 'DELETE', path: '/cart', status: 200, duration: 62.5 },
    },
    {
      from: 'Fiber',
      body: '10:30:15 | 503 |  12.5ms | 10.0.0.1 | GET | /cart | no stock',
      reading: { method: 'GET', path: '/cart', status: 503, duration: 0.0125 },
    },
    {
      from: 'Beego',
      body: '2025/08/27 10:30:15.123 [D]  |      127.0.0.1| 200 |   1.2ms|   match| GET      /cart   r:/cart',
      reading: { level: 'debug', method: 'GET', path: '/cart', status: 200, duration: 0.0012 },
    },
    {
      from: 'Negroni',
      body: '[negroni] 2025-08-27T10:30:15Z | 404 | \t 1.2ms | localhost:3000 | GET /cart',
      reading: { method: 'GET', path: '/cart', status: 404, duration: 0.0012 },
    },
  ],
  'request line known, status or duration in another place': [
    {
      from: 'cased/hubproxy#27, chi',
      body: '2025/02/19 18:51:55 "GET http://localhost:8080/webhook HTTP/1.1" from [::1]:59585 - 405 20B in 67.375µs',
      reading: { method: 'GET', path: '/webhook', status: 405, duration: 6.7375e-5 },
    },
    {
      from: 'ingress-nginx, log_format upstreaminfo',
      body: `10.0.0.1 - - [27/Aug/2025:10:30:15 +0000] "GET /cart HTTP/1.1" 502 150 "-" "curl/8.0" 345 0.012 [shop-cart-80] [] 10.0.0.2:80 150 0.011 502 ${HASH}`,
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.012, requestId: HASH },
    },
    {
      from: 'ingress-nginx, several upstreams',
      body: `10.0.0.1 - - [27/Aug/2025:10:30:15 +0000] "GET /cart HTTP/1.1" 504 150 "-" "curl/8.0" 345 10.012 [shop-cart-80] [] 10.0.0.2:80, 10.0.0.3:80 0, 150 5.000, 5.011 504, 504 ${HASH}`,
      reading: { status: 504, duration: 10.012, requestId: HASH },
    },
    {
      from: 'Tornado',
      body: '[W 250827 10:30:15 web:2271] 404 GET /cart (10.0.0.1) 12.34ms',
      reading: { level: 'warn', method: 'GET', path: '/cart', status: 404, duration: 0.01234 },
    },
    {
      from: 'uWSGI',
      body: '[pid: 42|app: 0|req: 1/1] 10.0.0.1 () {30 vars in 400 bytes} [Wed Aug 27 10:30:15 2025] POST /cart => generated 12 bytes in 3 msecs (HTTP/1.1 500) 2 headers in 79 bytes (1 switches on core 0)',
      reading: { method: 'POST', path: '/cart', status: 500, duration: 0.003 },
    },
    {
      from: 'Ktor',
      body: '2025-08-27 10:30:15.123 [main] INFO  ktor.application - 500 Internal Server Error: POST - /cart in 12ms',
      reading: { method: 'POST', path: '/cart', status: 500, duration: 0.012, logger: 'ktor.application' },
    },
    {
      from: 'Rack',
      body: '10.0.0.1 - - [27/Aug/2025:10:30:15 +0000] "GET /cart HTTP/1.1" 200 12 0.0123',
      reading: { status: 200, duration: 0.0123 },
    },
  ],
  'address without a scheme': [
    {
      from: 'gist nomaster/3c56856',
      body: `latency=0.011 protocol=HTTP/1.1 proxyUpstreamName=shop-cart-80 remoteIp=10.0.0.1 requestID=${HASH} requestMethod=GET requestUrl=shop.example/cart status=502 upstreamStatus=502`,
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.011, requestId: HASH },
    },
    {
      from: 'with a port and a query',
      body: '{"url":"shop.example:8080/cart?x=1","method":"GET","status":200}',
      reading: { path: '/cart', fields: { query: 'x=1' } },
    },
    {
      from: 'with slashes',
      body: '{"request_url":"//shop.example/cart","method":"GET","status":200}',
      reading: { path: '/cart' },
    },
    {
      from: 'in text',
      body: 'GET shop.example/cart 404 12ms',
      reading: { method: 'GET', path: '/cart', status: 404, duration: 0.012 },
    },
    {
      from: 'a file, which is no address',
      body: '{"path":"src/main.ts","level":"info","msg":"compiled"}',
      reading: { message: 'compiled' },
      without: ['path'],
    },
  ],
  'spellings of the time in a header': [
    {
      from: 'observIQ/stanza-plugins#400, Tomcat',
      body: '13-Jan-2022 16:10:27.715 SEVERE [main] org.apache.catalina.core.ContainerBase.removeChild could not stop the child',
      reading: { level: 'error', message: 'could not stop the child' },
    },
    {
      from: 'rs/zerolog, time.Kitchen',
      body: '3:04PM ERR payment failed error="card declined" order=17',
      reading: { level: 'error', message: 'payment failed', fields: { order: '17' } },
    },
    {
      from: 'nestjs/nest',
      body: '[Nest] 88218  - 05/26/2023, 3:26:17 PM     LOG [NestFactory] Shop starts',
      reading: { level: 'info', logger: 'NestFactory', message: 'Shop starts' },
    },
    {
      from: 'nestjs/nest, an error',
      body: '[Nest] 1  - 05/26/2023, 3:26:17 PM   ERROR [ExceptionsHandler] no stock',
      reading: { level: 'error', logger: 'ExceptionsHandler', message: 'no stock' },
    },
    {
      from: 'Nest, in German',
      body: '[Nest] 1  - 27.08.2025, 10:30:15     WARN [Cart] low stock +3ms',
      reading: { level: 'warn', logger: 'Cart', message: 'low stock' },
    },
    {
      from: 'Windows, United States',
      body: '8/27/2025 10:30:15 AM ERROR Shop.Cart: no stock',
      reading: { level: 'error', logger: 'Shop.Cart', message: 'no stock' },
    },
    {
      from: 'Unix’ date',
      body: 'Wed Aug 27 10:30:15 UTC 2025 ERROR no stock',
      reading: { level: 'error', message: 'no stock' },
    },
    {
      from: 'ISO, basic format',
      body: '20250827T103015.123Z ERROR no stock',
      reading: { level: 'error', message: 'no stock' },
    },
    {
      from: 'RFC 1123',
      body: '[Wed, 27 Aug 2025 10:30:15 GMT] WARN low stock',
      reading: { level: 'warn', message: 'low stock' },
    },
    {
      from: 'Spark',
      body: '25/08/27 10:30:15 ERROR Executor: Exception in task 0.0',
      reading: { level: 'error', message: expect.stringContaining('Exception in task 0.0') as string },
    },
    {
      from: 'Go, with a prefix before it',
      body: 'ERROR: 2025/08/27 10:30:15 main.go:12: boom',
      reading: { level: 'error', logger: 'main.go:12', message: 'boom' },
    },
    {
      from: 'docker logs --timestamps before a time',
      body: '2025-08-27T10:30:15.123456789Z 2025-08-27 10:30:15,123 ERROR boom',
      reading: { level: 'error', message: 'boom' },
    },
  ],
  'words of levels': [
    {
      from: 'java.util.logging',
      body: 'Aug 27, 2025 10:30:15 AM com.shop.Main run\nSEVERE: Payment failed',
      reading: { level: 'error', message: 'Payment failed' },
    },
    { from: 'java.util.logging, alone', body: 'FINER: checked', reading: { level: 'trace', message: 'checked' } },
    { from: 'syslog', body: '2025-08-27 10:30:15 [emerg] no stock', reading: { level: 'fatal', message: 'no stock' } },
    { from: 'syslog, short', body: '2025-08-27 10:30:15 CRIT no stock', reading: { level: 'fatal' } },
    { from: 'Nest', body: '2025-08-27 10:30:15 VERBOSE checked', reading: { level: 'trace', message: 'checked' } },
    { from: 'Liberty', body: '[AUDIT   ] CWWKF0011I: ready', reading: { level: 'info' } },
    { from: 'further on', body: 'Cart 17 [severe] is gone', reading: { level: 'error' } },
    { from: 'words of a sentence', body: 'Could not rotate the LOG file', reading: { level: 'unknown' } },
    { from: 'APT', body: 'E: Unable to locate package shop', reading: { level: 'error' } },
  ],
  'PHP’s own lines': [
    {
      from: 'woocommerce/woocommerce#53517',
      body: "[06-Dec-2024 10:30:15 UTC] PHP Fatal error:  Uncaught Exception: unknown kind of storage. in /wp/plugins/shop/class-storage.php:101\nStack trace:\n#0 /wp/plugins/shop/class-storage.php(139): Storage->__construct('customer')\n#1 {main}\n  thrown in /wp/plugins/shop/class-storage.php on line 101",
      reading: {
        level: 'fatal',
        exception: {
          type: 'Exception',
          message: 'unknown kind of storage.',
          stack: expect.stringContaining('#1 {main}') as string,
        },
      },
    },
    {
      from: 'WordPress, debug.log',
      body: '[27-Aug-2025 10:30:15 UTC] PHP Warning:  Undefined array key "x" in /wp/plugins/x.php on line 3',
      reading: { level: 'warn' },
    },
    {
      from: 'in another zone',
      body: '[27-Aug-2025 10:30:15 Europe/Berlin] PHP Deprecated:  Function strftime() is deprecated in /app/x.php on line 3',
      reading: { level: 'info', message: 'Function strftime() is deprecated in /app/x.php on line 3' },
    },
    {
      from: 'without a time',
      body: 'PHP Parse error:  syntax error, unexpected end of file in /app/x.php on line 3',
      reading: { level: 'fatal' },
    },
    {
      from: 'on the screen',
      body: "Fatal error: Uncaught TypeError: must be int in /app/pay.php:3\nStack trace:\n#0 /app/cart.php(7): pay('x')\n#1 {main}\n  thrown in /app/pay.php on line 3",
      reading: {
        level: 'fatal',
        exception: {
          type: 'TypeError',
          message: 'must be int',
          stack: expect.stringContaining('/app/cart.php(7)') as string,
        },
      },
    },
    {
      from: 'in JSON, as PHP makes text of an exception',
      body: '{"level":"error","msg":"charge failed","exception":"PaymentError: card declined in /app/pay.php:12\\nStack trace:\\n#0 /app/x.php(3): pay()\\n#1 {main}"}',
      reading: {
        exception: {
          type: 'PaymentError',
          message: 'card declined',
          stack: expect.stringContaining('#0 /app/x.php(3)') as string,
        },
      },
    },
  ],
  'wrappers, whose level and text are not the line’s': [
    {
      from: 'docker-library/php#207',
      body: '[21-Mar-2016 14:10:02] WARNING: [pool www] child 12 said into stdout: "[2016-03-21T14:10:02.123456+00:00] shop.INFO: Order placed {"order":17} []"',
      reading: { level: 'info', message: 'Order placed', logger: 'shop' },
    },
    {
      from: 'docker-library/php#1626',
      body: 'NOTICE: PHP message: PHP Fatal error:  Uncaught Error: Call to undefined function foo() in /app/x.php:3',
      reading: { level: 'fatal' },
    },
    {
      from: 'PHP-FPM around JSON',
      body: '[27-Aug-2025 10:30:15] WARNING: [pool www] child 12 said into stderr: "{"level":"debug","message":"checked"}"',
      reading: { level: 'debug', message: 'checked' },
    },
    {
      from: 'PHP-FPM around PHP’s message',
      body: '[27-Aug-2025 10:30:15] WARNING: [pool www] child 12 said into stderr: "NOTICE: PHP message: PHP Notice:  Undefined variable: x in /app/x.php on line 3"',
      reading: { level: 'info', message: 'Undefined variable: x in /app/x.php on line 3' },
    },
    {
      from: 'nginx around PHP’s message',
      body: '2025/08/27 10:30:15 [error] 29#29: *1 FastCGI sent in stderr: "PHP message: PHP Warning:  Undefined array key "x" in /app/x.php on line 3" while reading response header from upstream, client: 10.0.0.1, server: shop, request: "GET /cart HTTP/1.1", host: "shop"',
      reading: { level: 'warn', method: 'GET', path: '/cart' },
    },
    {
      from: 'Cloud Foundry, where ERR is the stream',
      body: '2025-08-27T10:30:15.12+0000 [APP/PROC/WEB/0] ERR 2025-08-27 10:30:15,123 INFO Order placed',
      reading: { level: 'info', message: 'Order placed' },
    },
    {
      from: 'the journal, which gives all that a service prints one priority',
      body: '{"MESSAGE":"{\\"level\\":\\"error\\",\\"msg\\":\\"no stock\\"}","PRIORITY":"6","SYSLOG_IDENTIFIER":"cart"}',
      reading: { level: 'error', message: 'no stock', service: 'cart' },
    },
    {
      from: 'Filebeat, around a line of text',
      body: '{"@timestamp":"2025-08-27T10:30:15.123Z","message":"2025-08-27 10:30:15,123 ERROR com.shop.Cart - no stock","host":{"name":"node-1"}}',
      reading: { format: 'json', level: 'error', message: 'no stock', logger: 'com.shop.Cart', instance: 'node-1' },
    },
    {
      from: 'docker logs --timestamps, around pairs',
      body: '2025-08-27T10:30:15.123Z level=error msg="no stock"',
      reading: { format: 'logfmt', level: 'error', message: 'no stock' },
    },
    {
      from: 'PHP-FPM, of itself',
      body: '[27-Aug-2025 10:30:15] WARNING: [pool www] server reached pm.max_children setting (5), consider raising it',
      reading: { level: 'warn' },
    },
  ],
  'JSON after a message, twice': [
    {
      from: 'Magento',
      body: '[2025-08-27T10:30:15.123456+00:00] main.ERROR: Payment failed [] []',
      reading: { level: 'error', logger: 'main', message: 'Payment failed' },
    },
    {
      from: 'both full',
      body: '[2025-08-27T10:30:15.123456+00:00] app.WARNING: low stock {"sku":"A1"} {"uid":"9f2c1b7","url":"/cart"}',
      reading: { level: 'warn', message: 'low stock', path: '/cart', fields: { sku: 'A1', uid: '9f2c1b7' } },
    },
    {
      from: 'the second full',
      body: '[2025-08-27T10:30:15.123456+00:00] app.INFO: Order placed [] {"uid":"9f2c1b7"}',
      reading: { level: 'info', message: 'Order placed', fields: { uid: '9f2c1b7' } },
    },
    {
      from: 'the first full',
      body: '[2025-08-27T10:30:15.123456+00:00] app.INFO: Order placed {"order":17,"items":[1,2]} []',
      reading: { level: 'info', message: 'Order placed', fields: { order: '17', items: '1, 2' } },
    },
    {
      from: 'a list that is what the message says',
      body: '2025-08-27 10:30:15 INFO the cart is []',
      reading: { message: 'the cart is []' },
    },
  ],
  'JSON with raw line ends': [
    {
      from: 'grafana/loki#4331, Laravel',
      body: '[2025-08-27 10:30:15] production.ERROR: SQLSTATE[HY000] [2002] Connection refused {"exception":"[object] (Illuminate\\\\Database\\\\QueryException(code: 2002): Connection refused at /var/www/vendor/x.php:829)\n[stacktrace]\n#0 /var/www/vendor/y.php(783): Foo->bar()\n#1 {main}\n"} ',
      reading: {
        level: 'error',
        message: 'SQLSTATE[HY000] [2002] Connection refused',
        exception: {
          type: 'Illuminate\\Database\\QueryException',
          message: 'Connection refused',
          stack: expect.stringContaining('Foo->bar()') as string,
        },
      },
    },
    {
      from: 'Laravel, with a previous one',
      body: '[2025-08-27 10:30:15] local.ERROR: no stock {"userId":1,"exception":"[object] (App\\\\Exceptions\\\\NoStock(code: 0): no stock at /app/Pay.php:3)\n[stacktrace]\n#0 /app/y.php(7): pay()\n#1 {main}\n\n[previous exception] [object] (PDOException(code: 2002): refused at /x.php:1)\n[stacktrace]\n#0 {main}\n"} ',
      reading: {
        message: 'no stock',
        exception: {
          type: 'App\\Exceptions\\NoStock',
          message: 'no stock',
          stack: expect.stringContaining('#0 /app/y.php(7)') as string,
        },
        fields: { userId: '1' },
      },
    },
    {
      from: 'a whole line',
      body: '{"level":"error","message":"first\nsecond\tthird"}',
      reading: { format: 'json', level: 'error', message: 'first\nsecond\tthird' },
    },
    {
      from: 'Monolog, an exception without its stack',
      body: '[2025-08-27T10:30:15.123456+00:00] app.CRITICAL: no stock {"exception":"[object] (App\\\\NoStock(code: 0): no stock at /app/Pay.php:3)"} []',
      reading: { level: 'fatal', message: 'no stock', exception: { type: 'App\\NoStock', message: 'no stock' } },
    },
  ],
  'names in groups': [
    {
      from: 'tokio-rs/tracing#1481',
      body: `{"timestamp":"2025-08-27T10:30:15.123456Z","level":"ERROR","fields":{"message":"could not save"},"target":"shop::cart","span":{"trace_id":"${TRACE}","span_id":"${SPAN}","name":"request"},"spans":[{"trace_id":"${TRACE}","name":"request"}]}`,
      reading: { level: 'error', message: 'could not save', traceId: TRACE, spanId: SPAN, logger: 'shop::cart' },
    },
    {
      from: 'DataDog/ecommerce-workshop#80, semantic_logger',
      body: '{"application":"store-frontend","level":"info","duration_ms":11.14,"tags":["[\\"dd.service=store-frontend dd.version=1.0 dd.trace_id=4172078451698903066 dd.span_id=3739737435700202176\\"]"],"name":"Shop::StoreController","message":"Completed #api_tokens","payload":{"method":"GET","path":"/api_tokens","status":200}}',
      reading: { service: 'store-frontend', status: 200, ...DATADOG },
    },
    {
      from: 'semantic_logger, named tags',
      body: `{"level":"info","message":"saved","named_tags":{"request_id":"abc-123","trace_id":"${TRACE}"}}`,
      reading: { requestId: 'abc-123', traceId: TRACE },
    },
    {
      from: 'tracing, several spans, tower’s names',
      body: '{"level":"INFO","fields":{"message":"saved"},"target":"shop","spans":[{"name":"http"},{"name":"request","method":"GET","uri":"/cart","request_id":"abc-123"}]}',
      reading: { method: 'GET', path: '/cart', requestId: 'abc-123', logger: 'shop' },
    },
    {
      from: 'dd-trace, in a group of its own',
      body: '{"level":"info","message":"saved","dd":{"trace_id":"4172078451698903066","span_id":"3739737435700202176","service":"cart","env":"prod"}}',
      reading: { service: 'cart', environment: 'prod', ...DATADOG },
    },
    {
      from: 'dd-trace, in the map of a logger',
      body: '{"level":"info","message":"saved","mdc":{"dd.trace_id":"4172078451698903066","dd.span_id":"3739737435700202176"}}',
      reading: DATADOG,
    },
    {
      from: 'Elastic, nested',
      body: `{"log":{"level":"error","logger":"shop.cart"},"message":"no stock","trace":{"id":"${TRACE}"},"span":{"id":"${SPAN}"},"service":{"name":"cart"}}`,
      reading: { level: 'error', logger: 'shop.cart', traceId: TRACE, spanId: SPAN, service: 'cart' },
    },
    {
      from: 'Loki exporter, resources',
      body: '{"body":"no stock","severity":"ERROR","resources":{"service.name":"cart","k8s.pod.name":"cart-7"},"instrumentation_scope":{"name":"shop.cart"}}',
      reading: { level: 'error', service: 'cart', instance: 'cart-7', logger: 'shop.cart', message: 'no stock' },
    },
  ],
  'names that have not the role that they look like': [
    {
      from: 'tracing-opentelemetry',
      body: `2025-08-27T10:30:15.123456Z ERROR HTTP request{http.method=GET http.route=/cart/:id otel.name="GET /cart/:id" trace_id=${TRACE}}: shop::cart: could not save error=timeout`,
      reading: { logger: 'shop::cart', traceId: TRACE },
    },
    {
      from: 'loguru, serialize=True',
      body: '{"text":"x\\n","record":{"elapsed":{"repr":"0:20:34.5","seconds":1234.5},"extra":{},"level":{"name":"INFO","no":20},"message":"Cart saved","name":"shop.cart"}}',
      reading: { level: 'info', message: 'Cart saved', logger: 'shop.cart' },
      without: ['duration'],
    },
    {
      from: 'what a product is called',
      body: '{"level":"info","msg":"added","name":"Blue shirt"}',
      reading: { fields: { name: 'Blue shirt' } },
      without: ['logger'],
    },
    {
      from: 'a line of JSON data behind the message',
      body: '2025-08-27 10:30:15 INFO User created {"name":"bob","level":"gold"}',
      reading: { level: 'info', message: 'User created', fields: { name: 'bob', level: 'gold' } },
      without: ['logger'],
    },
    {
      from: 'an exception by its whole name',
      body: '2025-08-27 10:30:15 ERROR com.shop.NoStockException: no stock',
      reading: { exception: { type: 'com.shop.NoStockException', message: 'no stock' } },
      without: ['logger'],
    },
    {
      from: 'data of the message',
      body: '{"data":{"name":"shirt","level":3,"message":"x"},"level":"info","msg":"added"}',
      reading: { level: 'info', message: 'added' },
      without: ['logger'],
    },
    {
      from: 'what a process left with',
      body: '{"level":"error","msg":"the worker left","code":137}',
      reading: { fields: { code: '137' } },
      without: ['status'],
    },
    {
      from: 'the order of tickets',
      body: '{"msg":"ticket opened","priority":1}',
      reading: { level: 'unknown' },
    },
    {
      from: 'the host that was asked for, Echo',
      body: '{"remote_ip":"127.0.0.1","host":"localhost:1323","method":"GET","uri":"/cart","status":200,"latency":22000,"latency_human":"22µs"}',
      reading: { path: '/cart', duration: 0.000022 },
      without: ['instance'],
    },
    {
      from: 'what a request sent',
      body: '{"level":"info","msg":"request","method":"POST","body":{"status":"new","message":"hi","name":"x"}}',
      reading: { message: 'request' },
      without: ['logger', 'status'],
    },
  ],
  'letters for levels after the time': [
    {
      from: 'reidmorrison/semantic_logger',
      body: '2025-08-27 10:30:15.123456 E [42:puma 001] (12.3ms) CartController -- Completed #show',
      reading: { level: 'error', message: 'Completed #show', logger: 'CartController', duration: 0.0123 },
    },
    {
      from: 'MongoDB before 4.4',
      body: '2025-08-27T10:30:15.123+0000 I NETWORK  [conn1] end connection',
      reading: { level: 'info', logger: 'NETWORK', message: 'end connection' },
    },
    {
      from: 'capnslog',
      body: '2025-08-27 10:30:15.123456 W | etcdserver: read-only range request took too long',
      reading: { level: 'warn', logger: 'etcdserver' },
    },
    {
      from: 'Telegraf',
      body: '2025-08-27T10:30:15Z E! [inputs.http] Error in plugin: timeout',
      reading: { level: 'error', logger: 'inputs.http', message: 'Error in plugin: timeout' },
    },
    {
      from: 'TensorFlow',
      body: '2025-08-27 10:30:15.123456: I tensorflow/core/platform/cpu_feature_guard.cc:182] optimized',
      reading: { level: 'info', message: 'optimized' },
    },
    {
      from: 'Android',
      body: '08-27 10:30:15.123  1234  5678 W CartService: low stock',
      reading: { level: 'warn', logger: 'CartService', message: 'low stock' },
    },
    {
      from: 'a word of one letter',
      body: '2025-08-27 10:30:15.123 I am here',
      reading: { level: 'unknown', message: 'I am here' },
    },
  ],
  'ASP.NET’s console, on several lines': [
    {
      from: 'Azure/akri, scopes',
      body: `info: Shop.Orders[0]\n      => SpanId:${SPAN}, TraceId:${TRACE}, ParentId:0000000000000000 => ConnectionId:0HN1 => RequestPath:/cart RequestId:0HN1:1\n      Order placed`,
      reading: { level: 'info', traceId: TRACE, spanId: SPAN, message: 'Order placed' },
    },
    {
      from: 'dotnet/diagnostics#1873',
      body: '10:15:35 warn: Microsoft.Diagnostics.Tools.Monitor.ExperimentalToolLogger[0]\n      this tool is a preview.',
      reading: { level: 'warn', message: 'this tool is a preview.' },
    },
    {
      from: 'an exception, which is indented like the message',
      body: 'fail: Shop.Cart[17]\n      Could not save\n      System.InvalidOperationException: no stock\n         at Shop.Cart.Get() in /app/Cart.cs:line 12',
      reading: {
        level: 'error',
        message: 'Could not save',
        exception: {
          type: 'System.InvalidOperationException',
          message: 'no stock',
          stack: expect.stringContaining('Cart.cs:line 12') as string,
        },
      },
    },
    {
      from: 'scopes with an action, and a time in brackets',
      body: `[2025-08-27 10:15:35] crit: Shop.Cart[0]\n      => TraceId:${TRACE} => Shop.CartController.Get (Shop)\n      no stock`,
      reading: { level: 'fatal', traceId: TRACE, message: 'no stock', logger: 'Shop.Cart[0]' },
    },
    {
      from: 'several lines of message',
      body: 'dbug: Shop.Cart[0]\n      first\n      second',
      reading: { level: 'debug', message: 'first\nsecond' },
    },
    { from: 'the formatter for systemd', body: '<3>Shop.Cart[17] no stock', reading: { level: 'error' } },
  ],
  'JSON that was cut': [
    {
      from: 'grafana/loki#12262, #2281',
      body: `{"level":"error","message":"charge failed","trace_id":"${TRACE}","body":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`,
      reading: { level: 'error', message: 'charge failed', traceId: TRACE },
    },
    {
      from: 'within a list',
      body: `{"level":"error","message":"charge failed","trace_id":"${TRACE}","user":{"name":"a","tags":["x","y`,
      reading: { level: 'error', message: 'charge failed', fields: { 'user.name': 'a' } },
    },
    {
      from: 'within a number, which is not known then',
      body: '{"level":"error","message":"charge failed","order":12',
      reading: { level: 'error', message: 'charge failed', fields: {} },
    },
    {
      from: 'within an escape',
      body: '{"level":"error","message":"charge failed","note":"a\\u00',
      reading: { level: 'error', message: 'charge failed', fields: { note: 'a' } },
    },
    {
      from: 'within a name',
      body: '{"level":"error","message":"charge failed","no',
      reading: { level: 'error', message: 'charge failed' },
    },
    {
      from: 'within Docker’s',
      body: '{"log":"{\\"level\\":\\"error\\",\\"message\\":\\"charge failed\\",\\"body\\":\\"aaaa","stream":"stdout"}',
      reading: { level: 'error', message: 'charge failed', fields: { stream: 'stdout' } },
    },
    {
      from: 'what is no beginning of JSON',
      body: '{"level":"error"} and more',
      reading: { format: 'text' },
    },
  ],
  'prefixes of databases': [
    {
      from: 'gist sbailliez/11268423, Amazon RDS',
      body: '2025-08-27 10:30:15 UTC:10.0.0.1(5000):shop@orders:[42]:ERROR:  value is there already, constraint "orders_pkey"',
      reading: { level: 'error', message: 'value is there already, constraint "orders_pkey"' },
    },
    {
      from: 'Google Cloud SQL',
      body: '2025-08-27 10:30:15.123 UTC [42]: [1-1] db=orders,user=shop FATAL:  password authentication failed',
      reading: { level: 'fatal', message: 'password authentication failed', fields: { 'db.namespace': 'orders' } },
    },
    {
      from: 'pgBadger',
      body: '2025-08-27 10:30:15 CEST [42]: user=shop,db=orders,app=psql,client=10.0.0.1 LOG:  duration: 12.5 ms  statement: SELECT 1',
      reading: { level: 'info', duration: 0.0125 },
      without: ['service'],
    },
    {
      from: 'with a zone in digits',
      body: '2025-08-27 10:30:15.123+02 [42] WARNING:  there is no transaction in progress',
      reading: { level: 'warn', message: 'there is no transaction in progress' },
    },
    {
      from: 'MariaDB',
      body: '2025-08-27 10:30:15 139 [Note] InnoDB: started',
      reading: { level: 'info', message: 'InnoDB: started' },
    },
    {
      from: 'PostgreSQL’s csvlog',
      body: '2025-08-27 10:30:15.123 UTC,"shop","orders",42,"10.0.0.1:5",66cd1.2a,1,"SELECT",2025-08-27 10:30:10 UTC,3/0,0,ERROR,23505,"duplicate key ""x""",,,,,,,,,"psql"',
      reading: { level: 'error', message: 'duplicate key "x"' },
    },
    {
      from: 'MySQL 5.5',
      body: '250827 10:30:15 [ERROR] Table is marked as crashed',
      reading: { level: 'error', message: 'Table is marked as crashed' },
    },
    {
      from: 'MySQL 8, its own level',
      body: '2025-08-27T10:30:15.123456Z 0 [System] [MY-010931] [Server] ready for connections',
      reading: { level: 'info', message: 'ready for connections' },
    },
  ],
  'access log in columns': [
    {
      from: 'AWS, classic load balancer',
      body: '2015-05-13T23:39:43.945958Z my-loadbalancer 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 502 502 0 29 "GET http://www.example.com:80/cart HTTP/1.1" "curl/7.38.0" - -',
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.001178 },
    },
    {
      from: 'AWS, application load balancer without a target',
      body: 'https 2018-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 - -1 -1 -1 503 - 0 57 "GET https://www.example.com:443/cart?x=1 HTTP/1.1" "curl/7.46.0" - - - "Root=1-58337281-1d84f3d73c47ec4e58577259"',
      reading: { method: 'GET', path: '/cart', status: 503, traceId: '583372811d84f3d73c47ec4e58577259' },
      without: ['duration'],
    },
    {
      from: 'IIS',
      body: '2025-08-27 10:30:15 10.0.0.1 GET /cart id=1 443 - 203.0.113.7 Mozilla/5.0+(X11) - 500 0 0 15',
      reading: { method: 'GET', path: '/cart', status: 500, duration: 0.015, fields: { query: 'id=1' } },
    },
    {
      from: 'IIS, with site and bytes',
      body: '2025-08-27 10:30:15 W3SVC1 WEB01 10.0.0.1 POST /cart - 80 - 203.0.113.7 HTTP/1.1 Mozilla/5.0 - - shop.example 404 0 2 1234 567 31',
      reading: { method: 'POST', path: '/cart', status: 404, duration: 0.031 },
    },
    {
      from: 'CloudFront',
      body: '2019-12-04\t21:02:31\tLAX1\t392\t192.0.2.100\tGET\td111111abcdef8.cloudfront.net\t/index.html\t502\t-\tMozilla/5.0\t-\t-\tError\tSOX4xwn4XV6Q4rgb7XiVGOHms_BGlTAC4KyHmureZmBNrjGdRLiNIQ==\td111111abcdef8.cloudfront.net\thttps\t23\t0.001\t-\tTLSv1.2\tECDHE-RSA-AES128-GCM-SHA256\tError\tHTTP/2.0',
      reading: { method: 'GET', path: '/index.html', status: 502, duration: 0.001 },
    },
    {
      from: 'Squid',
      body: '1756290615.123    150 10.0.0.1 TCP_MISS/502 1234 GET http://shop.example/cart - HIER_DIRECT/10.0.0.2 text/html',
      reading: { method: 'GET', path: '/cart', status: 502, duration: 0.15 },
    },
  ],
  'headers of propagation named in text': [
    {
      from: 'Jaeger',
      body: `INFO proxied uber-trace-id: ${TRACE}:${SPAN}:0:1`,
      reading: { traceId: TRACE, spanId: SPAN, message: `proxied uber-trace-id: ${TRACE}:${SPAN}:0:1` },
    },
    {
      from: 'Google',
      body: `INFO proxied X-Cloud-Trace-Context: ${TRACE}/123;o=1`,
      reading: { traceId: TRACE, message: `proxied X-Cloud-Trace-Context: ${TRACE}/123;o=1` },
    },
    {
      from: 'W3C',
      body: `INFO proxied traceparent: 00-${TRACE}-${SPAN}-01`,
      reading: { traceId: TRACE, spanId: SPAN },
    },
    {
      from: 'W3C, as Go shows headers',
      body: `INFO headers map[Traceparent:[00-${TRACE}-${SPAN}-01] Accept:[*/*]]`,
      reading: { traceId: TRACE, spanId: SPAN },
    },
    { from: 'B3', body: `INFO proxied b3: ${TRACE}-${SPAN}-1`, reading: { traceId: TRACE, spanId: SPAN } },
    {
      from: 'B3, in several',
      body: `INFO proxied X-B3-TraceId: ${TRACE} X-B3-SpanId: ${SPAN} X-B3-Sampled: 1`,
      reading: { traceId: TRACE, spanId: SPAN },
    },
    {
      from: 'AWS',
      body: `INFO proxied X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678;Parent=${SPAN};Sampled=1`,
      reading: {
        traceId: '67891233abcdef012345678912345678',
        spanId: SPAN,
        message: `proxied X-Amzn-Trace-Id: Root=1-67891233-abcdef012345678912345678;Parent=${SPAN};Sampled=1`,
      },
    },
    {
      from: 'Datadog',
      body: 'INFO proxied x-datadog-trace-id: 4172078451698903066, x-datadog-parent-id: 3739737435700202176',
      reading: DATADOG,
    },
    {
      from: 'Sentry',
      body: `INFO proxied sentry-trace: ${TRACE}-${SPAN}-1`,
      reading: { traceId: TRACE, spanId: SPAN },
    },
    {
      from: 'a box',
      body: 'INFO shelf b3: 17 boxes',
      reading: { message: 'shelf b3: 17 boxes' },
      without: ['traceId'],
    },
  ],
  'spellings of exceptions': [
    {
      from: 'Elixir, Plug',
      body: '10:30:15.123 request_id=F3xYkq2 [error] ** (RuntimeError) no stock\n    (shop 0.1.0) lib/shop_web/controllers/cart_controller.ex:12: ShopWeb.CartController.show/2',
      reading: {
        level: 'error',
        requestId: 'F3xYkq2',
        exception: {
          type: 'RuntimeError',
          message: 'no stock',
          stack: expect.stringContaining('cart_controller.ex:12') as string,
        },
      },
    },
    {
      from: 'Elixir, within an exit',
      body: '10:30:15.123 [error] #PID<0.1.0> running ShopWeb.Endpoint terminated\nRequest: GET /cart\n** (exit) an exception was raised:\n    ** (Ecto.NoResultsError) expected at least one result\n        (ecto 3.11.0) lib/ecto/repo/queryable.ex:164: Ecto.Repo.Queryable.one!/3',
      reading: {
        exception: {
          type: 'Ecto.NoResultsError',
          message: 'expected at least one result',
          stack: expect.stringContaining('queryable.ex:164') as string,
        },
      },
    },
    {
      from: 'Next.js',
      body: " ⨯ TypeError: Cannot read properties of undefined (reading 'x')\n    at y (./src/app/page.tsx:12:5)",
      reading: {
        level: 'error',
        exception: {
          type: 'TypeError',
          message: "Cannot read properties of undefined (reading 'x')",
          stack: expect.stringContaining('page.tsx:12:5') as string,
        },
      },
    },
    {
      from: 'Next.js, a rejection',
      body: '⨯ unhandledRejection: TypeError: fetch failed\n    at node:internal/deps/undici/undici:12345:11',
      reading: {
        exception: {
          type: 'TypeError',
          message: 'fetch failed',
          stack: expect.stringContaining('undici') as string,
        },
      },
    },
    {
      from: 'Node, without a stack',
      body: '2025-08-27 10:30:15 ERROR [TypeError: fetch failed] {',
      reading: { exception: { type: 'TypeError', message: 'fetch failed' } },
    },
    {
      from: 'Rails',
      body: "ActiveRecord::RecordNotFound (Couldn't find Cart with 'id'=17):\n  \napp/controllers/cart_controller.rb:12:in `show'",
      reading: {
        exception: {
          type: 'ActiveRecord::RecordNotFound',
          message: "Couldn't find Cart with 'id'=17",
          stack: expect.stringContaining('cart_controller.rb:12') as string,
        },
      },
    },
    {
      from: 'Ruby',
      body: "/app/pay.rb:3:in 'Object#pay': card declined (PaymentError)\n\tfrom /app/pay.rb:7:in '<main>'",
      reading: {
        exception: {
          type: 'PaymentError',
          message: 'card declined',
          stack: expect.stringContaining('/app/pay.rb:7') as string,
        },
      },
    },
    {
      from: 'Rust',
      body: "thread 'main' panicked at src/main.rs:12:5:\nno stock",
      reading: {
        exception: { type: 'panic', message: 'no stock', stack: expect.stringContaining('src/main.rs:12:5') as string },
      },
    },
    {
      from: 'Go, in a handler',
      body: '2025/08/27 10:30:15 http: panic serving 10.0.0.1:5: runtime error: index out of range [3] with length 2\ngoroutine 17 [running]:\nmain.pay()\n\t/app/pay.go:17',
      reading: {
        exception: {
          type: 'runtime error',
          message: 'index out of range [3] with length 2',
          stack: expect.stringContaining('/app/pay.go:17') as string,
        },
      },
    },
    {
      from: 'PHP, whose last exception was thrown for another',
      body: '[27-Aug-2025 10:30:15 UTC] PHP Fatal error:  Uncaught PDOException: refused in /app/db.php:17\nStack trace:\n#0 {main}\n\nNext App\\DbError: no database in /app/db.php:20\nStack trace:\n#0 {main}\n  thrown in /app/db.php on line 20',
      reading: {
        exception: {
          type: 'App\\DbError',
          message: 'no database',
          stack: expect.stringContaining('PDOException') as string,
        },
      },
    },
    {
      from: '.NET, with an inner one',
      body: 'System.AggregateException: One or more errors occurred.\n ---> System.InvalidOperationException: no stock\n   at Shop.Cart.Get() in /app/Cart.cs:line 12',
      reading: {
        exception: {
          type: 'System.AggregateException',
          message: 'One or more errors occurred.',
          stack: expect.stringContaining('Cart.cs') as string,
        },
      },
    },
    {
      from: 'an Error by its plain name',
      body: '2025-08-27 10:30:15 Error: card declined\n    at pay (/app/pay.js:1:2)',
      reading: {
        level: 'error',
        exception: {
          type: 'Error',
          message: 'card declined',
          stack: expect.stringContaining('/app/pay.js:1:2') as string,
        },
      },
    },
    {
      from: 'Symfony',
      body: '[2025-08-27T10:30:15.123456+00:00] request.CRITICAL: Uncaught PHP Exception App\\NoStock: "no stock" at Cart.php line 3',
      reading: { level: 'fatal', exception: { type: 'App\\NoStock', message: 'no stock' } },
    },
  ],
  'body or message that is an object': [
    {
      from: 'the Loki exporter of OpenTelemetry’s Collector',
      body: `{"body":{"level":"error","msg":"no stock"},"traceid":"${TRACE}","spanid":"${SPAN}","resources":{"service.name":"cart"}}`,
      reading: { level: 'error', message: 'no stock', traceId: TRACE, spanId: SPAN, service: 'cart' },
    },
    {
      from: 'winston',
      body: '{"level":"info","message":{"event":"Order placed","order":17}}',
      reading: { level: 'info', message: 'Order placed', fields: { 'message.order': '17' } },
    },
    {
      from: 'a message in a message',
      body: '{"level":"error","msg":{"message":"no stock","sku":"A1"}}',
      reading: { level: 'error', message: 'no stock', fields: { 'msg.sku': 'A1' } },
    },
    {
      from: 'OTLP, a list of values',
      body: `{"severityText":"ERROR","body":{"kvlistValue":{"values":[{"key":"msg","value":{"stringValue":"no stock"}},{"key":"trace_id","value":{"stringValue":"${TRACE}"}}]}}}`,
      reading: { level: 'error', message: 'no stock', traceId: TRACE },
    },
    {
      from: 'JSON as text',
      body: '{"body":"{\\"level\\":\\"error\\",\\"msg\\":\\"no stock\\"}","resources":{"service.name":"cart"}}',
      reading: { level: 'error', message: 'no stock', service: 'cart' },
    },
  ],
  'a prefix before JSON': [
    {
      from: 'PM2',
      body: `0|shop  | {"level":"error","message":"no stock","trace_id":"${TRACE}"}`,
      reading: { format: 'json', level: 'error', message: 'no stock', traceId: TRACE },
    },
    {
      from: 'Foreman',
      body: '10:30:15 web.1  | {"level":"error","message":"no stock"}',
      reading: { format: 'json', level: 'error', message: 'no stock', service: 'web' },
    },
    {
      from: 'kubectl',
      body: '[pod/cart-7d9f8c6b5-x2k4j/cart] {"level":"error","message":"no stock"}',
      reading: { format: 'json', level: 'error', message: 'no stock', service: 'cart' },
    },
    {
      from: 'stern',
      body: 'cart-7d9f8c6b5-x2k4j cart {"level":"error","message":"no stock"}',
      reading: { format: 'json', level: 'error', message: 'no stock', instance: 'cart-7d9f8c6b5-x2k4j' },
    },
    {
      from: 'concurrently',
      body: '[api] {"level":"error","message":"no stock"}',
      reading: { format: 'json', level: 'error', message: 'no stock' },
    },
    {
      from: 'Fluentd',
      body: '2025-04-20 10:30:15.123456789 +0000 docker.shop: {"log":"{\\"level\\":\\"error\\",\\"message\\":\\"no stock\\"}","stream":"stdout"}',
      reading: { format: 'json', level: 'error', message: 'no stock' },
    },
    {
      from: 'a message, which JSON follows',
      body: 'Order placed {"order":17,"message":"thanks"}',
      reading: { format: 'text', message: 'Order placed', fields: { order: '17' } },
    },
  ],
  'the id of the request in a column': [
    {
      from: 'AWS Lambda, Node.js',
      body: `2025-08-27T10:30:15.123Z\t${REQUEST}\tERROR\tno stock`,
      reading: { level: 'error', requestId: REQUEST, message: 'no stock' },
    },
    {
      from: 'AWS Lambda, Python',
      body: `[ERROR]\t2025-08-27T10:30:15.123Z\t${REQUEST}\tno stock`,
      reading: { level: 'error', requestId: REQUEST, message: 'no stock' },
    },
    {
      from: 'AWS Lambda, Java',
      body: `2025-08-27 10:30:15 ${REQUEST} INFO  Handler - no stock`,
      reading: { level: 'info', requestId: REQUEST, logger: 'Handler', message: 'no stock' },
    },
    {
      from: 'AWS Lambda, that ended',
      body: `2025-08-27T10:30:15.123Z ${REQUEST} Task timed out after 3.00 seconds`,
      reading: { requestId: REQUEST, message: 'Task timed out after 3.00 seconds' },
    },
    {
      from: 'trace and span between bars',
      body: `2025-08-27 10:30:15.123 | INFO | ${TRACE} | ${SPAN} | shop.cart | no stock`,
      reading: { traceId: TRACE, spanId: SPAN, logger: 'shop.cart', message: 'no stock' },
    },
    {
      from: 'trace and span in columns',
      body: `2025-08-27 10:30:15.123 INFO ${TRACE} ${SPAN} com.shop.Cart - no stock`,
      reading: { traceId: TRACE, spanId: SPAN, logger: 'com.shop.Cart', message: 'no stock' },
    },
    {
      from: 'Datadog, decimal digits',
      body: '2025-08-27 10:30:15 [main] INFO  com.shop.Cart - 4172078451698903066 3739737435700202176 - no stock',
      reading: { ...DATADOG, logger: 'com.shop.Cart', message: 'no stock' },
    },
    {
      from: 'oslo.log',
      body: '2025-08-27 10:30:15.123 42 ERROR nova.compute.manager [req-38101a0b-2096-447d-96ea-a692162415ae user project - - -] no stock',
      reading: { requestId: 'req-38101a0b-2096-447d-96ea-a692162415ae', message: 'no stock' },
    },
    {
      from: 'a hash that the message speaks of',
      body: '2025-08-27 10:30:15.123 INFO 5d41402abc4b2a76b9719d911017c592 is the checksum',
      reading: { message: '5d41402abc4b2a76b9719d911017c592 is the checksum' },
      without: ['traceId'],
    },
  ],
  'a duration under a name of its own': [
    {
      from: 'Kong, http-log',
      body: '{"request":{"method":"GET","uri":"/cart"},"response":{"status":502},"latencies":{"request":515,"kong":58,"proxy":457}}',
      reading: { duration: 0.515, status: 502 },
    },
    {
      from: 'Echo',
      body: '{"method":"GET","uri":"/cart","status":200,"latency":1187118,"latency_human":"1.187118ms"}',
      reading: { duration: 0.001187118 },
    },
    {
      from: 'APISIX, milliseconds with a fraction',
      body: '{"latency":103.5,"upstream_latency":103,"apisix_latency":0.5,"request":{"method":"GET","uri":"/cart"},"response":{"status":200}}',
      reading: { duration: 0.1035 },
    },
    {
      from: 'Traefik, nanoseconds',
      body: '{"DownstreamStatus":200,"Duration":50000,"OriginDuration":40000,"RequestMethod":"GET","RequestPath":"/cart","RouterName":"shop@docker"}',
      reading: { duration: 0.00005 },
    },
    { from: 'the unit at the end', body: '{"msg":"saved","durationNano":12500000}', reading: { duration: 0.0125 } },
    { from: 'the unit behind a line', body: '{"msg":"saved","elapsed_us":12500}', reading: { duration: 0.0125 } },
    { from: 'the unit in the value', body: 'level=info msg=saved exec_time=15ms', reading: { duration: 0.015 } },
    {
      from: 'Rust’s Duration',
      body: '{"msg":"saved","duration":{"secs":1,"nanos":500000000}}',
      reading: { duration: 1.5 },
    },
    {
      from: 'what something costs, which is no time',
      body: '{"msg":"sold","cost":12.5}',
      reading: { fields: { cost: '12.5' } },
      without: ['duration'],
    },
    {
      from: 'go-grpc-middleware',
      body: '{"level":"info","msg":"finished call","grpc.code":"OK","grpc.time_ms":1.234}',
      reading: { duration: 0.001234 },
    },
  ],
  'an exception whose text is its stack': [
    {
      from: 'err.stack as err',
      body: '{"level":"error","msg":"charge failed","err":"Error: card declined\\n    at pay (/app/pay.js:1:2)"}',
      reading: {
        exception: {
          type: 'Error',
          message: 'card declined',
          stack: expect.stringContaining('/app/pay.js:1:2') as string,
        },
      },
    },
    {
      from: 'String(err)',
      body: '{"level":"error","msg":"charge failed","err":"TypeError: x is not a function"}',
      reading: { exception: { type: 'TypeError', message: 'x is not a function' } },
    },
    {
      from: 'Java',
      body: '{"level":"error","msg":"charge failed","error":"java.lang.IllegalStateException: no card\\n\\tat com.shop.Pay.charge(Pay.java:42)"}',
      reading: {
        exception: {
          type: 'java.lang.IllegalStateException',
          message: 'no card',
          stack: expect.stringContaining('Pay.java:42') as string,
        },
      },
    },
    {
      from: 'logfmt',
      body: 'level=error msg="charge failed" err="Error: card declined\\n    at pay (/app/pay.js:1:2)"',
      reading: {
        exception: {
          type: 'Error',
          message: 'card declined',
          stack: expect.stringContaining('/app/pay.js:1:2') as string,
        },
      },
    },
    {
      from: 'AWS Lambda, a list of lines',
      body: `2025-08-27T10:30:15.123Z\t${REQUEST}\tERROR\tInvoke Error \t{"errorType":"Error","errorMessage":"no stock","stack":["Error: no stock","    at Runtime.handler (file:///var/task/index.mjs:3:9)"]}`,
      reading: {
        exception: {
          type: 'Error',
          message: 'no stock',
          stack: 'Error: no stock\n    at Runtime.handler (file:///var/task/index.mjs:3:9)',
        },
      },
    },
    {
      from: 'a message alone, which is no exception',
      body: '{"level":"error","msg":"charge failed","err":"connection refused"}',
      reading: { fields: { err: 'connection refused' } },
      without: ['exception'],
    },
  ],
};
