/** What a request is about, beyond where it went: whose region, which card, which product. */
export type Attributes = Readonly<Record<string, string>>;

/** The values that requests are drawn from, with their shares; the shares of one attribute add up to 1. */
export const SHARES = {
  region: { eu: 0.45, us: 0.35, uk: 0.2 },
  card_brand: { visa: 0.48, mastercard: 0.34, amex: 0.11, maestro: 0.07 },
  client: { web: 0.55, ios: 0.27, android: 0.18 },
  sku: {
    'SKU-1042': 0.12,
    'SKU-1007': 0.09,
    'SKU-1113': 0.08,
    'SKU-1066': 0.07,
    'SKU-1201': 0.06,
    'SKU-1020': 0.06,
    'SKU-1309': 0.05,
    'SKU-1077': 0.05,
    'SKU-1415': 0.04,
    'SKU-1254': 0.04,
    other: 0.34,
  },
} as const satisfies Record<string, Record<string, number>>;

export type AttributeName = keyof typeof SHARES;

export const ATTRIBUTE_NAMES = Object.keys(SHARES) as AttributeName[];

/** The share of requests that have all of these values, among those whose `pinned` values are settled. */
export function shareOf(values: Attributes, pinned: Attributes = {}): number {
  return Object.entries(values).reduce((share, [name, value]) => {
    const settled = pinned[name];
    return settled === undefined ? share * ownShare(name, value) : settled === value ? share : 0;
  }, 1);
}

function ownShare(name: string, value: string): number {
  const shares: Record<string, Record<string, number>> = SHARES;
  return shares[name]?.[value] ?? 0;
}

/** Values with the shares that lie up to them. */
const CUMULATED = Object.fromEntries(
  ATTRIBUTE_NAMES.map((name) => {
    let upTo = 0;
    return [name, Object.entries<number>(SHARES[name]).map(([value, share]) => ({ value, upTo: (upTo += share) }))];
  })
);

/** Draws a value by its share. */
export function drawValue(name: AttributeName, u: number): string {
  const values = CUMULATED[name] ?? [];
  return (values.find(({ upTo }) => u < upTo) ?? values.at(-1))?.value ?? '';
}

export function hasAll(attributes: Attributes, wanted: Attributes): boolean {
  return Object.entries(wanted).every(([name, value]) => attributes[name] === value);
}
