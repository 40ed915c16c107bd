/** Stage 3: what stage 2 tells, and how many requests there were, how they ended and how long they took. */
import { randomUUID } from 'node:crypto';
import fastify, { LogController } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { ROLL_QUERY, rollDice, type RollQuery } from './dice.ts';
import { serve } from './serve.ts';

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

app.addHook('onError', (request, _reply, error, done) => {
  request.log.warn({ url: request.url }, `Refused: ${error.message}`);
  done();
});

app.addHook('onResponse', (request, reply, done) => {
  // The route's template, never the path: a label takes few values.
  const route = request.routeOptions.url ?? 'unmatched';
  if (route !== '/metrics') {
    duration.observe(
      { http_request_method: request.method, http_route: route, http_response_status_code: reply.statusCode },
      reply.elapsedTime / 1000
    );
  }
  done();
});

app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));

app.get<{ Querystring: RollQuery }>('/rolldice', { schema: ROLL_QUERY }, async (request) => {
  const dice = rollDice(request.query.dice);
  request.log.info({ dice }, `Rolled ${dice.join(', ')}`);
  return { dice };
});

await serve(app);
