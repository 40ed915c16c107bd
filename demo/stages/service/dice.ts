/** What the service is for; the stages differ in what they tell of it alone. */

/** Rolls so many dice of six sides each. `random` is like `Math.random`: at least 0, less than 1. */
export function rollDice(count: number, random: () => number = Math.random): number[] {
  return Array.from({ length: count }, () => 1 + Math.floor(random() * 6));
}

/** The query of a roll. */
export interface RollQuery {
  readonly dice: number;
}

/** What Fastify checks of it: anything else is answered with 400. */
export const ROLL_QUERY = {
  querystring: {
    type: 'object',
    properties: { dice: { type: 'integer', minimum: 1, maximum: 100, default: 1 } },
  },
} as const;
