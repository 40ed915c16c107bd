import { ATTRIBUTE_NAMES, type Attributes, drawValue, hasAll, shareOf } from '../attributes';
import { hash, unit } from '../random';
import { phaseAt } from '../schedule';
import { type Stream } from '../streams';

/** Draws after which a request that must not have some values is taken as it is. */
const TRIES = 12;

/**
 * What a request is about. What all of its stream have in common is given; the rest is drawn, and drawn again where an
 * incident would have made another kind of request of it.
 */
export function aboutRequest(stream: Stream, bucket: number, request: number): Attributes {
  const { pins } = stream.outcome;
  const phase = phaseAt(bucket);
  const excluded = stream.site.environment === 'production' ? stream.excluded.filter((one) => one.phase === phase) : [];
  for (let tried = 0; ; tried++) {
    const drawn = draw(request, tried, pins);
    const misfit = excluded.find(
      ({ attributes, share }, i) =>
        hasAll(drawn, attributes) && unit(hash(request, 0xe0, tried, i)) < share && shareOf(attributes, pins) > 0
    );
    if (!misfit || tried === TRIES) {
      return { ...drawn, ...details(stream, request, drawn) };
    }
  }
}

function draw(request: number, tried: number, pins: Attributes): Attributes {
  const drawn = ATTRIBUTE_NAMES.map((name, i) => [name, drawValue(name, unit(hash(request, 0xa0, tried, i)))] as const);
  return { ...Object.fromEntries(drawn), ...pins };
}

/** The id that all services give a request. */
export function requestIdOf(request: number): string {
  return `req-${digits(request, 0xb1)}`;
}

function digits(request: number, what: number): string {
  return (hash(request, what) >>> 0).toString(16).padStart(8, '0');
}

/** Names that nobody else has. */
function details({ orderValue, outcome }: Stream, request: number, { region, sku }: Attributes): Attributes {
  const number = (what: number, below: number) => Math.floor(unit(hash(request, what)) * below);
  return {
    request_id: requestIdOf(request),
    user_id: `u-${10_000 + number(0xb2, 80_000)}`,
    sku: sku === 'other' ? `SKU-${2000 + number(0xb3, 900)}` : (sku ?? ''),
    currency: outcome.order ?? CURRENCY[region ?? ''] ?? 'EUR',
    amount: (orderValue ?? 20 + number(0xb4, 9000) / 100).toFixed(2),
    order_id: `o-${digits(request, 0xb5)}`,
  };
}

const CURRENCY: Record<string, string> = { eu: 'EUR', us: 'USD', uk: 'GBP' };
