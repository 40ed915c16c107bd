import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from '../traffic/random.ts';
import { declineReason, networkDelay } from './rules.ts';
import type { ChargeRequest } from './types.ts';

const charge = (card: Partial<ChargeRequest['card']> = {}, region: ChargeRequest['region'] = 'eu'): ChargeRequest => ({
  order_id: '48b9fd0b-28fe-4dee-85a9-4190d4f6c5c2',
  amount_minor: 100,
  currency: 'EUR',
  region,
  card: { brand: 'visa', last4: '4242', ...card },
});

describe('declineReason', () => {
  it('accepts an ordinary card everywhere', () => {
    for (const region of ['eu', 'uk', 'us', 'apac'] as const) {
      assert.equal(declineReason(charge({}, region)), undefined);
    }
  });

  it('declines test cards and brands that a region does not take', () => {
    assert.equal(declineReason(charge({ last4: '0002' })), 'insufficient_funds');
    assert.equal(declineReason(charge({ last4: '0069' })), 'expired_card');
    assert.equal(declineReason(charge({ brand: 'amex' }, 'apac')), 'brand_not_accepted');
    assert.equal(declineReason(charge({ brand: 'amex' }, 'us')), undefined);
  });
});

describe('networkDelay', () => {
  const delays = (request: ChargeRequest) => {
    const random = seeded(1);
    return Array.from({ length: 4001 }, () => networkDelay(request, random)).sort((a, b) => a - b);
  };

  it('has the median of its brand and region, and a tail', () => {
    const visa = delays(charge());
    const amexAbroad = delays(charge({ brand: 'amex' }, 'us'));
    // Log-normal: the median is exp(mean), the 95th percentile exp(mean + 1.645 sigma).
    assert.ok(Math.abs((visa[2000] ?? 0) - 70) < 2);
    assert.ok(Math.abs((visa[3801] ?? 0) - 70 * Math.exp(1.645 * 0.35)) < 6);
    assert.ok(Math.abs((amexAbroad[2000] ?? 0) - (110 + 45)) < 3);
  });
});
