import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Logger } from '../telemetry/types.ts';
import { productQuerySchema, reservationRequestSchema, type Inventory } from './types.ts';

const idSchema = z.object({ id: z.coerce.number().int().min(1).max(1_000_000) });
const reservationIdSchema = z.object({ id: z.uuid() });

/** The HTTP interface of the inventory. */
export function inventoryRoutes(app: FastifyInstance, inventory: Inventory, log: Logger): void {
  app.get('/products', ({ query }) => inventory.list(validated(productQuerySchema, query, 'query')));

  app.get('/products/:id', async ({ params }) => {
    const { id } = validated(idSchema, params, 'path');
    const product = await inventory.get(id);
    if (!product) {
      throw new Problem(404, { kind: 'unknown-product', detail: `There is no product ${id}.` });
    }
    return product;
  });

  app.get('/stock/low', () => inventory.lowStock());

  app.post('/reservations', async ({ body }, reply) => {
    const { items } = validated(reservationRequestSchema, body, 'body');
    const result = await inventory.reserve(items);
    if ('shortages' in result) {
      const { shortages } = result;
      const names = shortages.map(({ name }) => name).join(', ');
      const categories = [...new Set(shortages.map(({ category }) => category))];
      log.warn({ product_ids: shortages.map(({ product_id }) => product_id), categories }, `Out of stock: ${names}`);
      throw new Problem(409, {
        kind: 'out-of-stock',
        detail: `Not enough in stock: ${names}.`,
        extensions: { shortages },
      });
    }
    return reply.code(201).send(result);
  });

  app.post('/reservations/:id/sale', async ({ params }, reply) => {
    await inventory.sell(validated(reservationIdSchema, params, 'path').id);
    return reply.code(204).send();
  });

  app.post('/reservations/:id/release', async ({ params }, reply) => {
    await inventory.release(validated(reservationIdSchema, params, 'path').id);
    return reply.code(204).send();
  });
}
