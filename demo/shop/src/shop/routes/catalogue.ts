import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { validated } from '../../http/validate.ts';
import { productQuerySchema, type Inventory } from '../../inventory/types.ts';
import type { Logger, Telemetry } from '../../telemetry/types.ts';
import type { Usage } from '../usage.ts';

const idSchema = z.object({ id: z.coerce.number().int().min(1).max(1_000_000) });

/** What looking around needs. */
export interface CatalogueParts {
  readonly telemetry: Telemetry;
  readonly inventory: Inventory;
  readonly usage: Usage;
  readonly log: Logger;
}

/** What anybody may look at: the welcome, the products, and a way to see what an error looks like. */
export function catalogueRoutes(app: FastifyInstance, { telemetry, inventory, usage, log }: CatalogueParts): void {
  const browse = <T>(request: FastifyRequest, work: () => Promise<T>) =>
    usage.during('browse', () => usage.visitorOf(request), work);

  app.get('/', { config: { operation: 'read_root' } }, () => {
    log.info('Received request for root endpoint.');
    return {
      message: 'Welcome to the shop.',
      service: telemetry.service,
      version: telemetry.version,
      links: { products: '/products', cart: '/cart', health: '/health', metrics: '/metrics' },
    };
  });

  app.get('/products', { config: { operation: 'list_products' } }, (request) =>
    browse(request, async () => inventory.list(validated(productQuerySchema, request.query, 'query')))
  );

  app.get('/products/:id', { config: { operation: 'read_product' } }, (request) =>
    browse(request, async () => {
      const { id } = validated(idSchema, request.params, 'path');
      const product = await inventory.get(id);
      if (!product) {
        throw new Problem(404, { kind: 'unknown-product', detail: `There is no product ${id}.` });
      }
      return product;
    })
  );

  app.get('/error', { config: { operation: 'raise_error' } }, () => {
    throw new Error('This endpoint always fails, so that you can see what a failure looks like.');
  });
}
