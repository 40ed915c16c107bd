/** One product of the shop's first assortment. */
export interface ProductSeed {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In cents of EUR. */
  readonly priceCents: number;
  readonly stock: number;
  /** At or below this stock a product counts as low. */
  readonly lowStockThreshold: number;
}

export const CATEGORIES = ['coffee', 'tea', 'brewing', 'cups', 'grinders', 'sweets'] as const;

type Row = readonly [name: string, priceCents: number, stock: number, lowStockThreshold: number];

const ASSORTMENT: Record<(typeof CATEGORIES)[number], readonly Row[]> = {
  coffee: [
    ['Yirgacheffe, washed, 250 g', 1390, 320, 40],
    ['Huila, honey, 250 g', 1290, 280, 40],
    ['Sidamo, natural, 250 g', 1450, 240, 40],
    ['House espresso, 1 kg', 2690, 400, 60],
    ['Decaf, Swiss water, 250 g', 1350, 160, 30],
    ['Kenya AA, 250 g', 1590, 180, 30],
    ['Filter blend, 500 g', 1750, 260, 40],
    ['Cold brew bags, 10 pieces', 1190, 200, 30],
  ],
  tea: [
    ['Darjeeling first flush, 100 g', 1690, 150, 25],
    ['Sencha, 100 g', 1250, 190, 25],
    ['Earl Grey, 100 g', 890, 260, 30],
    ['Lapsang souchong, 100 g', 1090, 12, 15],
    ['Rooibos, 200 g', 790, 220, 30],
    ['Peppermint, 80 g', 590, 300, 30],
    ['Chai blend, 150 g', 990, 210, 30],
    ['Matcha, 30 g', 2490, 90, 15],
  ],
  brewing: [
    ['Pour-over dripper, ceramic', 2490, 110, 15],
    ['Paper filters, 100 pieces', 690, 500, 60],
    ['French press, 1 l', 3490, 85, 12],
    ['Moka pot, 3 cups', 2990, 95, 12],
    ['Gooseneck kettle, 0.9 l', 7990, 40, 8],
    ['Kitchen scale with timer', 4490, 60, 10],
    ['Cold brew bottle, 0.75 l', 2790, 8, 10],
    ['Tea infuser, steel', 1290, 140, 15],
  ],
  cups: [
    ['Espresso cup, 80 ml', 990, 220, 25],
    ['Cappuccino cup, 180 ml', 1190, 200, 25],
    ['Mug, stoneware, 300 ml', 1490, 180, 25],
    ['Travel mug, 350 ml', 2890, 120, 15],
    ['Double-wall glass, 250 ml', 1390, 130, 15],
    ['Tea bowl, 150 ml', 1790, 70, 10],
    ['Saucer, 14 cm', 590, 240, 25],
    ['Tasting spoon', 890, 9, 10],
  ],
  grinders: [
    ['Hand grinder, steel burrs', 8990, 45, 8],
    ['Hand grinder, travel', 5990, 55, 8],
    ['Electric grinder, flat burrs', 24900, 22, 4],
    ['Electric grinder, conical', 16900, 28, 5],
    ['Spare burrs', 3490, 60, 8],
    ['Cleaning tablets', 1590, 150, 20],
    ['Grinder brush', 790, 170, 20],
    ['Dosing cup, 58 mm', 1990, 80, 10],
  ],
  sweets: [
    ['Cantuccini, 250 g', 690, 260, 30],
    ['Amarettini, 200 g', 590, 280, 30],
    ['Dark chocolate, 70 %, 100 g', 450, 420, 50],
    ['Chocolate beans, 150 g', 650, 310, 40],
    ['Shortbread, 200 g', 550, 290, 30],
    ['Brown sugar cubes, 500 g', 490, 240, 30],
    ['Oat cookies, 180 g', 520, 270, 30],
    ['Nougat, 150 g', 790, 11, 12],
  ],
};

/** Ids follow the order of this list, starting at 1. */
export const PRODUCTS: readonly ProductSeed[] = CATEGORIES.flatMap((category) =>
  ASSORTMENT[category].map(([name, priceCents, stock, lowStockThreshold], index) => ({
    sku: `${category.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(3, '0')}`,
    name,
    category,
    priceCents,
    stock,
    lowStockThreshold,
  }))
);
