import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { validated } from '../../http/validate.ts';
import type { Bugs } from '../../incidents/bad-deploy.ts';
import { lineSchema, type Inventory } from '../../inventory/types.ts';
import { REGIONS } from '../../payments/types.ts';
import type { BusinessInstruments } from '../../telemetry/types.ts';
import type { Accounts } from '../accounts.ts';
import { brandOf, isCardNumber } from '../cards.ts';
import type { Cart, Carts } from '../carts.ts';
import type { Checkout } from '../checkout.ts';
import type { Orders } from '../orders.ts';
import type { Usage } from '../usage.ts';
import { customerOf } from './accounts.ts';

const cartHeaderSchema = z.object({ 'x-cart-id': z.uuid().optional() });
const orderIdSchema = z.object({ id: z.uuid() });

const checkoutSchema = z.strictObject({
  region: z.enum(REGIONS),
  card: z.strictObject({
    number: z
      .string()
      .transform((number) => number.replace(/[ -]/g, ''))
      .refine(isCardNumber, 'is not a card number')
      .transform((number, context) => {
        const brand = brandOf(number);
        if (!brand) {
          context.addIssue({ code: 'custom', message: 'is of a brand that we do not know' });
          return z.NEVER;
        }
        return { brand, last4: number.slice(-4) };
      }),
  }),
});

/** What buying needs. */
export interface BuyingParts {
  readonly accounts: Accounts;
  readonly carts: Carts;
  readonly orders: Orders;
  readonly checkout: Checkout;
  readonly inventory: Inventory;
  readonly business: BusinessInstruments;
  readonly usage: Usage;
  readonly bugs: Bugs;
}

/** Carts, checkout and orders. The cart's id travels in the header `x-cart-id`. */
export function buyingRoutes(app: FastifyInstance, parts: BuyingParts): void {
  const { accounts, carts, orders, checkout, inventory, business, usage } = parts;

  app.get('/cart', { config: { operation: 'read_cart' } }, async (request) => {
    const id = cartId(request);
    return id === undefined ? { id: null, items: [], total_cents: 0 } : knownCart(carts, id);
  });

  const putInCart = async (request: FastifyRequest): Promise<Cart> => {
    const { product_id, quantity } = validated(lineSchema, request.body, 'body');
    const given = cartId(request);
    parts.bugs.beforeCartChange();
    const product = await inventory.get(product_id);
    if (!product) {
      throw new Problem(404, { kind: 'unknown-product', detail: `There is no product ${product_id}.` });
    }
    if (given !== undefined) {
      await knownCart(carts, given);
    }
    const id = given ?? (await carts.create());
    if (given === undefined) {
      business.cart('created');
    }
    await carts.put(id, product, quantity);
    business.cart('item_added');
    return knownCart(carts, id);
  };

  app.post('/cart/items', { config: { operation: 'add_cart_item' } }, async (request, reply) => {
    const visitor = (cart?: Cart) => usage.visitorOf(request, cart?.id);
    const cart = await usage.during('cart', visitor, () => putInCart(request));
    return reply.code(201).header('x-cart-id', cart.id).send(cart);
  });

  app.post('/checkout', { config: { operation: 'checkout' } }, async (request, reply) => {
    const { region, card } = validated(checkoutSchema, request.body, 'body');
    const id = cartId(request);
    if (id === undefined) {
      throw new Problem(400, { kind: 'no-cart', detail: 'Name the cart in the header x-cart-id.' });
    }
    const user = await customerOf(request, accounts);
    const cart = await knownCart(carts, id);
    if (cart.items.length === 0) {
      throw new Problem(409, { kind: 'empty-cart', detail: 'There is nothing in the cart.' });
    }
    const receipt = await checkout.run({
      cart,
      userId: user?.id,
      visitor: usage.visitorOf(request),
      region,
      card: card.number,
    });
    return reply.code(201).header('location', `/orders/${receipt.id}`).send(receipt);
  });

  app.get('/orders/:id', { config: { operation: 'read_order' } }, async (request) => {
    const { id } = validated(orderIdSchema, request.params, 'path');
    const user = await customerOf(request, accounts);
    const order = await orders.find(id);
    // A customer's order is nobody else's; that it exists is not told either.
    if (!order || (order.user_id !== null && order.user_id !== user?.id)) {
      throw new Problem(404, { kind: 'unknown-order', detail: `There is no order ${id}.` });
    }
    const { user_id: _user, ...visible } = order;
    return visible;
  });
}

function cartId({ headers }: FastifyRequest): string | undefined {
  return validated(cartHeaderSchema, headers, 'header')['x-cart-id'];
}

async function knownCart(carts: Carts, id: string): Promise<Cart> {
  const cart = await carts.find(id);
  if (!cart) {
    throw new Problem(404, { kind: 'unknown-cart', detail: `There is no cart ${id}.` });
  }
  return cart;
}
