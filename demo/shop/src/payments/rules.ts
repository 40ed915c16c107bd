import type { Brand, ChargeRequest, DeclineReason, Region } from './types.ts';

/** Brands that a region's acquirer does not take. */
const NOT_ACCEPTED: Partial<Record<Region, readonly Brand[]>> = { apac: ['amex'] };

/** Test cards are known by their last digits, as payment providers do it. */
const DECLINED_CARDS: Readonly<Record<string, DeclineReason>> = {
  '0002': 'insufficient_funds',
  '0069': 'expired_card',
};

/** Whether a card is refused, by rules alone: the same card always meets the same answer. */
export function declineReason({ card, region }: ChargeRequest): DeclineReason | undefined {
  if (NOT_ACCEPTED[region]?.includes(card.brand)) {
    return 'brand_not_accepted';
  }
  return DECLINED_CARDS[card.last4];
}

/** Median time of a brand's network to answer, in ms. */
const MEDIAN_MS: Readonly<Record<Brand, number>> = { visa: 70, mastercard: 80, amex: 110 };

/** What the way to a region's acquirer adds, in ms. */
const DISTANCE_MS: Readonly<Record<Region, number>> = { eu: 0, uk: 10, us: 45, apac: 120 };

/** Spread of the times (standard deviation of their logarithm): most are near the median, few are three times it. */
const SIGMA = 0.35;

/**
 * How long the card network takes for a charge, in ms: log-normal, as such networks are.
 * @param random uniform in [0, 1).
 */
export function networkDelay({ card, region }: ChargeRequest, random: () => number = Math.random): number {
  return MEDIAN_MS[card.brand] * Math.exp(SIGMA * normal(random)) + DISTANCE_MS[region];
}

/** Standard normal (Box-Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
