import { z } from 'zod';
import { ServiceUnavailable, type ServiceClient } from '../http/client.ts';
import {
  lowStockSchema,
  productPageSchema,
  productSchema,
  reservationSchema,
  shortageSchema,
  type Inventory,
  type Line,
  type LowStock,
  type Product,
  type ProductPage,
  type ProductQuery,
  type ReservationResult,
} from './types.ts';

const conflictSchema = z.object({ shortages: z.array(shortageSchema) });

/** The inventory behind its HTTP interface. */
export class RemoteInventory implements Inventory {
  readonly #client: ServiceClient;

  constructor(client: ServiceClient) {
    this.#client = client;
  }

  async list(query: ProductQuery): Promise<ProductPage> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        parameters.set(name, String(value));
      }
    }
    const answer = await this.#get('/products', `/products?${parameters.toString()}`);
    return this.#client.read(productPageSchema, answer);
  }

  async get(id: number): Promise<Product | undefined> {
    const answer = await this.#get('/products/:id', `/products/${id}`);
    return answer.status === 404 ? undefined : this.#client.read(productSchema, answer);
  }

  async lowStock(): Promise<LowStock> {
    return this.#client.read(lowStockSchema, await this.#get('/stock/low', '/stock/low'));
  }

  async reserve(items: readonly Line[]): Promise<ReservationResult> {
    const template = '/reservations';
    const answer = await this.#client.call({ method: 'POST', template, path: template, body: { items } });
    return answer.status === 409
      ? this.#client.read(conflictSchema, answer)
      : this.#client.read(reservationSchema, answer);
  }

  async sell(reservation: string): Promise<void> {
    await this.#close('/reservations/:id/sale', `/reservations/${reservation}/sale`);
  }

  async release(reservation: string): Promise<void> {
    await this.#close('/reservations/:id/release', `/reservations/${reservation}/release`);
  }

  #get(template: string, path: string) {
    return this.#client.call({ method: 'GET', template, path });
  }

  async #close(template: string, path: string): Promise<void> {
    const { status } = await this.#client.call({ method: 'POST', template, path });
    if (status !== 204) {
      throw new ServiceUnavailable('inventory', `answered ${status} to ${template}`);
    }
  }
}
