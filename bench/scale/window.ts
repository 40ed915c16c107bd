import Module from 'node:module';
import { JSDOM } from 'jsdom';

// Grafana's libraries look at a window when they are loaded, and what is kept between visits is kept in one.
const { window } = new JSDOM('', { url: 'http://localhost' });
Object.assign(window, { matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
for (const name of Object.getOwnPropertyNames(window)) {
  // The window takes none but its own events.
  if (!(name in globalThis) || name.endsWith('Event')) {
    Object.defineProperty(globalThis, name, { configurable: true, get: () => window[name] as unknown });
  }
}

// Styles that they ask for are for a screen.
const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, () => void> };
extensions['.css'] = () => undefined;
