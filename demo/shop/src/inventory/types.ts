import { z } from 'zod';

/** A product as customers see it. */
export const productSchema = z.object({
  id: z.number().int(),
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  /** In cents of EUR. */
  price_cents: z.number().int(),
  stock: z.number().int(),
});
export type Product = z.output<typeof productSchema>;

export const productPageSchema = z.object({
  items: z.array(productSchema),
  page: z.number().int(),
  per_page: z.number().int(),
  total: z.number().int(),
});
export type ProductPage = z.output<typeof productPageSchema>;

/** How products can be asked for. */
export const productQuerySchema = z.strictObject({
  page: z.coerce.number().int().min(1).max(1000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  /** Part of a name, in any case. */
  q: z.string().trim().min(1).max(80).optional(),
  category: z.string().trim().min(1).max(40).optional(),
});
export type ProductQuery = z.output<typeof productQuerySchema>;

export const lineSchema = z.strictObject({
  product_id: z.number().int().min(1).max(1_000_000),
  quantity: z.number().int().min(1).max(20),
});
/** So many of one product. */
export type Line = z.output<typeof lineSchema>;

export const reservationRequestSchema = z.strictObject({ items: z.array(lineSchema).min(1).max(50) });

export const reservationSchema = z.object({ id: z.uuid() });

/** What there was not enough of. */
export const shortageSchema = z.object({
  product_id: z.number().int(),
  name: z.string(),
  category: z.string(),
  requested: z.number().int(),
  available: z.number().int(),
});
export type Shortage = z.output<typeof shortageSchema>;

export const lowStockSchema = z.object({
  count: z.number().int(),
  items: z.array(productSchema),
});
export type LowStock = z.output<typeof lowStockSchema>;

/** Either the stock is held under an id, or the list of what is short. */
export type ReservationResult = { readonly id: string } | { readonly shortages: readonly Shortage[] };

/** What a shop needs of the inventory, wherever that runs. All methods may throw `ServiceUnavailable`. */
export interface Inventory {
  list(query: ProductQuery): Promise<ProductPage>;
  /** @returns `undefined` for a product that does not exist. */
  get(id: number): Promise<Product | undefined>;
  lowStock(): Promise<LowStock>;
  /**
   * Holds stock for a checkout: all lines or none. What is neither sold nor released is free again after two minutes.
   */
  reserve(items: readonly Line[]): Promise<ReservationResult>;
  /** The held stock has left the shop. */
  sell(reservation: string): Promise<void>;
  /** The held stock is free again. */
  release(reservation: string): Promise<void>;
}
