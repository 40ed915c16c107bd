import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { validated } from '../../http/validate.ts';
import { productQuerySchema, type Inventory } from '../../inventory/types.ts';
import type { Logger, Telemetry } from '../../telemetry/types.ts';

const idSchema = z.object({ id: z.coerce.number().int().min(1).max(1_000_000) });

/** What anybody may look at: the welcome, the products, and a way to see what an error looks like. */
export function catalogueRoutes(app: FastifyInstance, telemetry: Telemetry, inventory: Inventory, log: Logger): void {
  app.get('/', { config: { operation: 'read_root' } }, () => {
    log.info('Received request for root endpoint.');
    return {
      message: 'Welcome to the shop.',
      service: telemetry.service,
      version: telemetry.version,
      links: { products: '/products', cart: '/cart', health: '/health', metrics: '/metrics' },
    };
  });

  app.get('/products', { config: { operation: 'list_products' } }, ({ query }) =>
    inventory.list(validated(productQuerySchema, query, 'query'))
  );

  app.get('/products/:id', { config: { operation: 'read_product' } }, async ({ params }) => {
    const { id } = validated(idSchema, params, 'path');
    const product = await inventory.get(id);
    if (!product) {
      throw new Problem(404, { kind: 'unknown-product', detail: `There is no product ${id}.` });
    }
    return product;
  });

  app.get('/error', { config: { operation: 'raise_error' } }, () => {
    throw new Error('This endpoint always fails, so that you can see what a failure looks like.');
  });
}
