import { z } from 'zod';

const BRANDS = ['visa', 'mastercard', 'amex'] as const;
export type Brand = (typeof BRANDS)[number];

export const REGIONS = ['eu', 'uk', 'us', 'apac'] as const;
export type Region = (typeof REGIONS)[number];

export const CURRENCIES = ['EUR', 'GBP', 'USD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** What a shop asks for. The card's number never comes here: only its brand and last four digits. */
export const chargeRequestSchema = z.strictObject({
  order_id: z.uuid(),
  /** In the currency's minor unit. */
  amount_minor: z.number().int().min(1).max(100_000_000),
  currency: z.enum(CURRENCIES),
  region: z.enum(REGIONS),
  card: z.strictObject({ brand: z.enum(BRANDS), last4: z.string().regex(/^\d{4}$/) }),
});
export type ChargeRequest = z.output<typeof chargeRequestSchema>;

export const chargeSchema = z.object({ id: z.uuid() });

const DECLINE_REASONS = ['insufficient_funds', 'expired_card', 'brand_not_accepted'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const declineSchema = z.object({ reason: z.enum(DECLINE_REASONS) });

/** Either the money is there, or the card's bank said no. */
export type ChargeResult = { readonly id: string } | { readonly declined: DeclineReason };

/** What a shop needs of payments, wherever they run. All methods may throw `ServiceUnavailable`. */
export interface Payments {
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /** Gives the money of a charge back. */
  refund(charge: string): Promise<void>;
}
