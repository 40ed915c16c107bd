import { colorManipulator, createTheme } from '@grafana/data';
import fc from 'fast-check';
import { SERVICE_COLOR_COUNT, serviceColor } from './serviceColor';

const themes = (['dark', 'light'] as const).map((mode) => createTheme({ colors: { mode } }));
const names = Array.from({ length: 2000 }, (_, i) => `service-${i}`);
const shop = ['storefront', 'shop-api', 'catalog', 'cart', 'inventory', 'payments', 'accounts', 'notifications'];

describe('the colour of a service', () => {
  it('is the same whenever it is asked for, also by a theme made anew', () => {
    const again = createTheme({ colors: { mode: 'dark' } });
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(serviceColor(again, name)).toBe(serviceColor(themes[0] ?? again, name));
      })
    );
  });

  it.each(themes)('stands out from the background of $name, and is not that of an error, a warning or OK', (theme) => {
    const colors = new Set(names.map((name) => serviceColor(theme, name)));
    expect(colors.size).toBe(SERVICE_COLOR_COUNT);
    for (const color of colors) {
      expect(colorManipulator.getContrastRatio(color, theme.colors.background.primary)).toBeGreaterThanOrEqual(3);
    }
    for (const state of ['red', 'orange', 'green']) {
      expect(colors).not.toContain(theme.visualization.getColorByName(state));
    }
  });

  it('spreads names over all colours evenly', () => {
    const counts = new Map<string, number>();
    for (const name of names) {
      const color = serviceColor(themes[0] ?? createTheme(), name);
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    const even = names.length / SERVICE_COLOR_COUNT;
    expect(Math.min(...counts.values())).toBeGreaterThan(even * 0.7);
    expect(Math.max(...counts.values())).toBeLessThan(even * 1.3);
  });

  it('tells most services of the sample shop apart', () => {
    const [theme = createTheme()] = themes;
    expect(new Set(shop.map((name) => serviceColor(theme, name))).size).toBeGreaterThanOrEqual(6);
  });
});
