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

/** The colour of a service: made of its name alone, so the same on every page, in every session, for everyone. */
export function serviceColor(theme: GrafanaTheme2, service: string): string {
  const color = COLORS[hashOf(service) % COLORS.length];
  return theme.visualization.getColorByName((theme.isDark ? color?.dark : color?.light) ?? 'text');
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
