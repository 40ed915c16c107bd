import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppPlugin } from '@grafana/data';
import { plugin } from './module';

// Whatever the page needs is loaded when it is opened; were it loaded with the entry, this would throw.
jest.mock('./app/App', () => {
  throw new Error('The entry loaded the page');
});
jest.mock('./app/translatedConfigPage', () => {
  throw new Error('The entry loaded the page of the plugin’s configuration');
});
jest.mock('@grafana/scenes', () => {
  throw new Error('The entry loaded scenes');
});

it('registers a root page that is loaded lazily', () => {
  expect(plugin).toBeInstanceOf(AppPlugin);
  expect(plugin.root).toMatchObject({ $$typeof: Symbol.for('react.lazy') });
});

it('registers a page beside the plugin’s description that is loaded lazily', () => {
  expect(plugin.configPages?.map(({ id, title, body }) => [id, title, body])).toEqual([
    ['tillwatch', 'Tillwatch', expect.objectContaining({ $$typeof: Symbol.for('react.lazy') })],
  ]);
});

// The links have to be there at once: Grafana asks them in its menus, without opening a page.
it('imports nothing at once but its links and what Grafana itself has loaded', () => {
  const source = readFileSync(join(__dirname, 'module.tsx'), 'utf8');
  const eager = [...source.matchAll(/^import\s(?:[^;]*?from\s+)?'([^']+)'/gm)].map(([, from]) => from);
  expect(eager.sort()).toEqual([
    './extensions/exposed',
    './extensions/links',
    './ui/lazy/lazyComponent',
    '@grafana/data',
  ]);
});
