import { colorManipulator, createTheme } from '@grafana/data';
import fc from 'fast-check';
import { colorSlots, SERVICE_COLOR_COUNT, serviceColor } from './serviceColor';

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

describe('the colours of the services of a view', () => {
  const theme = createTheme();
  const view = fc.uniqueArray(fc.constantFrom(...names), { maxLength: SERVICE_COLOR_COUNT });
  const colorsOf = (services: readonly string[]) => {
    const slots = colorSlots(services);
    return services.map((name) => serviceColor(theme, name, slots));
  };

  it('are never the same as long as there are enough', () => {
    fc.assert(fc.property(view, (services) => new Set(colorsOf(services)).size === services.length));
    expect(new Set(colorsOf(shop)).size).toBe(shop.length);
  });

  it('are all there are where there are more services than colours', () => {
    expect(new Set(colorsOf(names.slice(0, 200))).size).toBe(SERVICE_COLOR_COUNT);
  });

  it('are those of the names but where two lead to the same', () => {
    fc.assert(
      fc.property(view, (services) => {
        const own = services.map((name) => serviceColor(theme, name));
        colorsOf(services).forEach((color, i) => {
          const rivals = own.filter((other) => other === own[i]).length;
          expect(rivals > 1 || color === own[i]).toBe(true);
        });
        // Of rivals one keeps the colour.
        expect(new Set(own.filter((color, i) => color === colorsOf(services)[i])).size).toBe(new Set(own).size);
      })
    );
  });

  it('do not depend on the order, nor on those that come and go without a rival', () => {
    fc.assert(
      fc.property(view, fc.constantFrom(...names), (services, guest) => {
        expect(colorSlots([...services].reverse())).toEqual(colorSlots(services));
        const before = colorSlots(services);
        const taken = new Set(before.values());
        const after = colorSlots([...services, guest]);
        const isRival = taken.has(colorSlots([guest]).get(guest) ?? -1);
        if (!isRival) {
          services.forEach((name) => expect(after.get(name)).toBe(before.get(name)));
        }
      })
    );
  });
});
