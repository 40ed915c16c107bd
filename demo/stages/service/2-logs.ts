/** Stage 2: each roll, and each refusal, is a log line: one JSON object, written to the console. */
import { randomUUID } from 'node:crypto';
import fastify, { LogController } from 'fastify';
import { ROLL_QUERY, rollDice, type RollQuery } from './dice.ts';
import { serve } from './serve.ts';

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

app.get<{ Querystring: RollQuery }>('/rolldice', { schema: ROLL_QUERY }, async (request) => {
  const dice = rollDice(request.query.dice);
  request.log.info({ dice }, `Rolled ${dice.join(', ')}`);
  return { dice };
});

await serve(app);
