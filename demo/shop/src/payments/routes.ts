import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { CardNetworkError } from './processor.ts';
import { chargeRequestSchema, type Payments } from './types.ts';

const chargeIdSchema = z.object({ id: z.uuid() });

/** The HTTP interface of payments. */
export function paymentRoutes(app: FastifyInstance, payments: Payments): void {
  app.post('/charges', async ({ body }, reply) => {
    const request = validated(chargeRequestSchema, body, 'body');
    const result = await payments.charge(request).catch((error: unknown) => {
      throw error instanceof CardNetworkError
        ? new Problem(502, { kind: 'card-network', detail: 'The card network does not answer. Nothing was charged.' })
        : error;
    });
    if ('declined' in result) {
      throw new Problem(402, {
        kind: 'card-declined',
        detail: 'The card was declined.',
        extensions: { reason: result.declined },
      });
    }
    return reply.code(201).send(result);
  });

  app.post('/charges/:id/refund', async ({ params }, reply) => {
    await payments.refund(validated(chargeIdSchema, params, 'path').id);
    return reply.code(204).send();
  });
}
