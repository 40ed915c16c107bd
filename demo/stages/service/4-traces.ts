/** Stage 4: what stage 3 tells, and each request as a trace: a span for the request, one for the roll inside. */
import { randomUUID } from 'node:crypto';
import { context, propagation, ROOT_CONTEXT, SpanKind, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import fastify, { LogController } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { ROLL_QUERY, rollDice, type RollQuery } from './dice.ts';
import { serve } from './serve.ts';

// The exporter reads where to send from OTEL_EXPORTER_OTLP_ENDPOINT.
const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();
const tracer = provider.getTracer('dice-roller');
const spans = new WeakMap<object, Span>();

const registry = new Registry();
// CPU and memory of the process.
collectDefaultMetrics({ register: registry });
// One histogram says how many requests there were, how they ended and how long they took: OpenTelemetry's names.
const duration = new Histogram<string>({
  name: 'http_server_request_duration_seconds',
  help: 'Duration of HTTP server requests.',
  labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  registers: [registry],
});

const app = fastify({
  // Fastify counts from 1: the ids of two processes would be the same.
  genReqId: () => randomUUID(),
  // A line for each event that means something, not two for each request.
  logController: new LogController({ disableRequestLogging: true }),
  logger: {
    base: null,
    messageKey: 'message',
    timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
  },
});

app.addHook('onRequest', (request, _reply, done) => {
  const route = request.routeOptions.url;
  if (route === '/metrics') {
    done();
    return;
  }
  // Who asks may have begun the trace: its ids come in the header traceparent.
  const parent = propagation.extract(ROOT_CONTEXT, request.headers);
  const span = tracer.startSpan(
    route ? `${request.method} ${route}` : request.method,
    {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': request.method, 'http.route': route, 'url.path': request.url.split('?')[0] },
    },
    parent
  );
  spans.set(request, span);
  // Everything that this request does from here on finds its span in the context.
  context.with(trace.setSpan(parent, span), done);
});

app.addHook('onError', (request, _reply, error, done) => {
  request.log.warn({ url: request.url }, `Refused: ${error.message}`);
  done();
});

app.addHook('onResponse', (request, reply, done) => {
  // The route's template, never the path: a label takes few values.
  const route = request.routeOptions.url ?? 'unmatched';
  const span = spans.get(request);
  if (route !== '/metrics') {
    duration.observe(
      { http_request_method: request.method, http_route: route, http_response_status_code: reply.statusCode },
      reply.elapsedTime / 1000
    );
  }
  span?.setAttribute('http.response.status_code', reply.statusCode);
  span?.end();
  done();
});

app.addHook('onClose', () => provider.shutdown());

app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));

app.get<{ Querystring: RollQuery }>('/rolldice', { schema: ROLL_QUERY }, async (request) => {
  const dice = tracer.startActiveSpan('roll dice', { attributes: { 'dice.count': request.query.dice } }, (span) => {
    const rolled = rollDice(request.query.dice);
    span.end();
    return rolled;
  });
  request.log.info({ dice }, `Rolled ${dice.join(', ')}`);
  return { dice };
});

await serve(app);
