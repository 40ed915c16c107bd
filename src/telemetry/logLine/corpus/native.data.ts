import { type RecordedLine, SPAN, TRACE } from './recordedLine';

/** Go, Rust, and what clusters and their tools write. */
export const NATIVE: RecordedLine[] = [
  {
    writer: 'slog, text',
    body: `time=2025-08-27T10:30:15.123Z level=ERROR source=/app/cart.go:12 msg="could not save" err="connection refused" user.id=17 trace_id=${TRACE} duration=12.5ms`,
    reading: {
      format: 'logfmt',
      level: 'error',
      message: 'could not save',
      traceId: TRACE,
      duration: 0.0125,
      fields: { err: 'connection refused', 'user.id': '17', source: '/app/cart.go:12' },
    },
  },
  {
    writer: 'slog, JSON',
    body: `{"time":"2025-08-27T10:30:15.123Z","level":"WARN","source":{"function":"main.save","file":"/app/cart.go","line":12},"msg":"slow","duration":1250000000,"trace_id":"${TRACE}","http":{"method":"PUT","path":"/cart"}}`,
    reading: {
      format: 'json',
      level: 'warn',
      message: 'slow',
      traceId: TRACE,
      duration: 1.25,
      method: 'PUT',
      path: '/cart',
      fields: { 'source.file': '/app/cart.go', 'source.line': '12' },
    },
  },
  {
    writer: 'slog, default handler',
    body: '2025/08/27 10:30:15 INFO Order placed order=17 took=12ms',
    reading: { format: 'text', level: 'info', message: 'Order placed', duration: 0.012, fields: { order: '17' } },
  },
  {
    writer: 'Go’s log package',
    body: '2025/08/27 10:30:15 main.go:12: listening on :8080',
    reading: { format: 'text', level: 'unknown', message: 'listening on :8080', logger: 'main.go:12' },
  },
  {
    writer: 'Go, a panic',
    body: 'panic: runtime error: index out of range [3] with length 2\n\ngoroutine 1 [running]:\nmain.pay(...)\n\t/app/pay.go:17\nmain.main()\n\t/app/main.go:9 +0x1d',
    reading: {
      format: 'text',
      level: 'fatal',
      message: 'runtime error: index out of range [3] with length 2',
      exception: {
        type: 'runtime error',
        message: 'index out of range [3] with length 2',
        stack: expect.stringContaining('/app/pay.go:17'),
      },
    },
  },
  {
    writer: 'zap, production',
    body: '{"level":"error","ts":1756290615.123,"caller":"shop/cart.go:12","msg":"could not save","latency":0.0125,"error":"connection refused","stacktrace":"main.save\\n\\t/app/cart.go:12\\nmain.main\\n\\t/app/main.go:9"}',
    reading: {
      format: 'json',
      level: 'error',
      message: 'could not save',
      duration: 0.0125,
      exception: { message: 'connection refused', stack: expect.stringContaining('/app/cart.go:12') },
      fields: { caller: 'shop/cart.go:12' },
    },
  },
  {
    writer: 'zap, development console',
    body: '2025-08-27T10:30:15.123Z\tINFO\tshop/cart.go:12\tOrder placed\t{"order": 17}',
    reading: {
      format: 'text',
      level: 'info',
      message: 'Order placed',
      logger: 'shop/cart.go:12',
      fields: { order: '17' },
    },
  },
  {
    writer: 'zerolog',
    body: '{"level":"info","method":"GET","url":"/cart","status":200,"size":12,"duration":3,"req_id":"c7f1","time":"2025-08-27T10:30:15Z","message":"request"}',
    reading: {
      format: 'json',
      level: 'info',
      message: 'request',
      requestId: 'c7f1',
      method: 'GET',
      path: '/cart',
      status: 200,
      duration: 0.003,
    },
  },
  {
    writer: 'logrus, text',
    body: 'time="2025-08-27T10:30:15Z" level=warning msg="cart is \\"empty\\"" cart=17',
    reading: { format: 'logfmt', level: 'warn', message: 'cart is "empty"', fields: { cart: '17' } },
  },
  {
    writer: 'logrus, terminal',
    body: '\u001b[33mWARN\u001b[0m[0004] cart is empty                                 \u001b[33mcart\u001b[0m=17',
    reading: { format: 'text', level: 'warn', message: 'cart is empty', fields: { cart: '17' } },
  },
  {
    writer: 'klog, Kubernetes',
    body: 'E0827 10:30:15.123456       1 controller.go:42] "Could not sync" err="timeout" pod="shop/cart-7"',
    reading: {
      format: 'text',
      level: 'error',
      message: 'Could not sync',
      fields: { 'code.location': 'controller.go:42', err: 'timeout', pod: 'shop/cart-7' },
    },
  },
  {
    writer: 'glog',
    body: 'W0827 10:30:15.123456 4711 server.cc:17] Slow disk',
    reading: { format: 'text', level: 'warn', message: 'Slow disk', fields: { 'process.pid': '4711' } },
  },
  {
    writer: 'Loki’s own',
    body: 'level=info ts=2026-11-21T12:56:20.784804308Z caller=metrics.go:159 component=frontend org_id=fake traceID=4bf92f3577b34da6a3ce929d0e0e4736 latency=fast query="{job=\\"docker\\"}" duration=15.001156081s status=200',
    reading: {
      format: 'logfmt',
      level: 'info',
      message: expect.any(String),
      logger: 'frontend',
      traceId: TRACE,
      duration: 15.001156081,
      status: 200,
      fields: { query: '{job="docker"}', latency: 'fast' },
    },
  },
  {
    writer: 'Grafana’s own',
    body: 'logger=context userId=1 orgId=1 uname=admin t=2025-08-27T10:30:15.123Z level=info msg="Request Completed" method=GET path=/api/live/ws status=-1 remote_addr=127.0.0.1 time_ms=3 duration=3.2ms size=0 handler=/api/live/ws',
    reading: {
      format: 'logfmt',
      level: 'info',
      message: 'Request Completed',
      logger: 'context',
      method: 'GET',
      path: '/api/live/ws',
      duration: 0.0032,
      fields: { status: '-1', uname: 'admin' },
    },
  },
  {
    writer: 'Prometheus’ own',
    body: 'time=2025-08-27T10:30:15.123Z level=WARN source=manager.go:2112 msg="Evaluating rule failed" component="rule manager" group=shop',
    reading: { format: 'logfmt', level: 'warn', message: 'Evaluating rule failed', logger: 'rule manager' },
  },
  {
    writer: 'Rust, tracing-subscriber',
    body: '2025-08-27T10:30:15.123456Z  INFO request{method=GET path="/cart"}: shop::cart: saved items=3',
    reading: {
      format: 'text',
      level: 'info',
      message: expect.stringContaining('saved'),
      method: 'GET',
      path: '/cart',
      fields: { items: '3' },
    },
  },
  {
    writer: 'Rust, tracing-subscriber, JSON',
    body: '{"timestamp":"2025-08-27T10:30:15.123456Z","level":"ERROR","fields":{"message":"could not save","cart":17},"target":"shop::cart","span":{"name":"request"}}',
    reading: {
      format: 'json',
      level: 'error',
      message: 'could not save',
      logger: 'shop::cart',
      fields: { 'fields.cart': '17' },
    },
  },
  {
    writer: 'Rust, env_logger',
    body: '[2025-08-27T10:30:15Z WARN  shop::cart] cart is empty',
    reading: { format: 'text', level: 'warn', message: 'cart is empty', logger: 'shop::cart' },
  },
  {
    writer: 'Docker, json-file, around plain text',
    body: '{"log":"2025-08-27 10:30:15,123 ERROR Boom\\n","stream":"stderr","time":"2025-08-27T10:30:15.123456789Z"}',
    reading: { format: 'text', level: 'error', message: 'Boom', fields: { stream: 'stderr' } },
  },
  {
    writer: 'Docker, json-file, around JSON',
    body: JSON.stringify({ log: `{"level":"warn","msg":"low stock","trace_id":"${TRACE}"}\n`, stream: 'stdout' }),
    reading: { format: 'json', level: 'warn', message: 'low stock', traceId: TRACE, fields: { stream: 'stdout' } },
  },
  {
    writer: 'CRI around JSON',
    body: `2016-10-06T00:17:09.669794202Z stdout F {"level":"warn","msg":"low stock","span_id":"${SPAN}"}`,
    reading: {
      format: 'json',
      level: 'warn',
      message: 'low stock',
      spanId: SPAN,
      fields: { 'log.iostream': 'stdout' },
    },
  },
  {
    writer: 'CRI around plain text',
    body: '2016-10-06T00:17:09.669794202+02:00 stderr F Segmentation fault',
    reading: { format: 'text', level: 'unknown', message: 'Segmentation fault', fields: { 'log.iostream': 'stderr' } },
  },
  {
    writer: 'Fluent Bit with Kubernetes metadata',
    body: '{"log":"level=error msg=\\"no stock\\" sku=A1\\n","stream":"stdout","kubernetes":{"pod_name":"cart-7","container_name":"cart","namespace_name":"shop"}}',
    reading: {
      format: 'logfmt',
      level: 'error',
      message: 'no stock',
      service: 'cart',
      instance: 'cart-7',
      fields: { sku: 'A1', 'kubernetes.namespace_name': 'shop' },
    },
  },
  {
    writer: 'Docker Compose, attached',
    body: 'cart-1  | 2025-08-27 10:30:15,123 ERROR Boom',
    reading: { format: 'text', level: 'error', message: 'Boom', service: 'cart' },
  },
  {
    writer: 'Kubernetes event',
    body: '{"kind":"Pod","name":"cart-7","namespace":"shop","reason":"BackOff","type":"Warning","count":5,"msg":"Back-off restarting failed container"}',
    reading: {
      format: 'json',
      message: 'Back-off restarting failed container',
      fields: { reason: 'BackOff', type: 'Warning' },
    },
  },
  {
    writer: 'OTLP, one JSON per batch',
    body: JSON.stringify({
      resourceLogs: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
          scopeLogs: [
            {
              scope: { name: 'shop.cart' },
              logRecords: [
                {
                  timeUnixNano: '1756290615123000000',
                  severityNumber: 17,
                  severityText: 'ERROR',
                  body: { stringValue: 'could not save' },
                  attributes: [{ key: 'http.route', value: { stringValue: '/cart/{id}' } }],
                  traceId: TRACE,
                  spanId: SPAN,
                },
              ],
            },
          ],
        },
      ],
    }),
    reading: {
      format: 'json',
      level: 'error',
      message: 'could not save',
      service: 'cart',
      logger: 'shop.cart',
      route: '/cart/{id}',
      traceId: TRACE,
      spanId: SPAN,
    },
  },
  {
    writer: 'Google Cloud Logging',
    body: `{"severity":"ERROR","message":"could not save","logging.googleapis.com/trace":"projects/shop/traces/${TRACE}","logging.googleapis.com/spanId":"${SPAN}","httpRequest":{"requestMethod":"POST","requestUrl":"https://shop.example.com/cart?x=1","status":500,"latency":"0.012s"}}`,
    reading: {
      format: 'json',
      level: 'error',
      message: 'could not save',
      traceId: TRACE,
      spanId: SPAN,
      method: 'POST',
      path: '/cart',
      status: 500,
      duration: 0.012,
    },
  },
];
