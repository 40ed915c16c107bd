import { type GrafanaTheme2 } from '@grafana/data';

/**
 * Colours of services, out of the theme's palette for visualisations: for dark backgrounds and for light ones, near
 * hues at the same place. Red, orange and green are left to states and levels, and each stands out from its background
 * by 3 to 1 or more.
 */
const COLORS: ReadonlyArray<{ dark: string; light: string }> = [
  { dark: 'blue', light: 'blue' },
  { dark: 'dark-yellow', light: '#967302' },
  { dark: 'purple', light: 'purple' },
  { dark: '#64B0C8', light: '#2F575E' },
  { dark: '#D683CE', light: '#962D82' },
  { dark: '#806EB7', light: '#806EB7' },
  { dark: '#70DBED', light: '#052B51' },
  { dark: '#AEA2E0', light: '#3F2B5B' },
  { dark: '#E5A8E2', light: '#511749' },
  { dark: '#5195CE', light: '#447EBC' },
];

/** How many colours there are; services beyond share them, and are told apart by the name beside. */
export const SERVICE_COLOR_COUNT = COLORS.length;

/** Which services of a view have which of the colours. */
export type ColorSlots = ReadonlyMap<string, number>;

/**
 * The colour of a service: made of its name alone, so the same on every page, in every session, for everyone.
 * @param slots of the services that are seen beside it: see {@link colorSlots}
 */
export function serviceColor(theme: GrafanaTheme2, service: string, slots?: ColorSlots): string {
  const color = COLORS[slots?.get(service) ?? ownSlot(service)];
  return theme.visualization.getColorByName((theme.isDark ? color?.dark : color?.light) ?? 'text');
}

/**
 * Gives the services of one view colours of which no two are the same, as long as there are enough. Each has the colour
 * of its name, as on every other page, but for those whose names lead to one colour: one of them keeps it, which one
 * does not depend on the view, and the others take colours that nobody has, each in an order of its own.
 */
export function colorSlots(services: Iterable<string>): ColorSlots {
  const names = [...new Set(services)].sort((a, b) => hashOf(a) - hashOf(b) || (a < b ? -1 : 1));
  const slots = new Map<string, number>();
  const taken = new Set<number>();
  const give = (name: string, slot: number) => {
    slots.set(name, slot);
    taken.add(slot);
  };
  for (const name of names) {
    if (!taken.has(ownSlot(name))) {
      give(name, ownSlot(name));
    }
  }
  for (const name of names.filter((one) => !slots.has(one))) {
    give(name, orderOf(name).find((slot) => !taken.has(slot)) ?? ownSlot(name));
  }
  return slots;
}

function ownSlot(service: string): number {
  return hashOf(service) % COLORS.length;
}

/** Steps that lead to every one of ten colours before they come back. */
const STRIDES = [1, 3, 7, 9];

/** All colours, the own one first. */
function orderOf(service: string): number[] {
  const stride = STRIDES[Math.floor(hashOf(service) / COLORS.length) % STRIDES.length] ?? 1;
  return COLORS.map((_, step) => (ownSlot(service) + step * stride) % COLORS.length);
}

/** FNV-1a over UTF-16 units, with its bits mixed once more: names that differ in a letter get colours far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
