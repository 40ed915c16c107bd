/** Stage 1: the service does its work and tells nobody. */
import fastify from 'fastify';
import { ROLL_QUERY, rollDice, type RollQuery } from './dice.ts';
import { serve } from './serve.ts';

const app = fastify();

app.get<{ Querystring: RollQuery }>('/rolldice', { schema: ROLL_QUERY }, async (request) => {
  const dice = rollDice(request.query.dice);
  return { dice };
});

await serve(app);
