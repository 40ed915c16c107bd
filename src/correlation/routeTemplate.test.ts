import { pathFitsRoute } from './routeTemplate';

it.each([
  ['/products/42', '/products/:id', true],
  ['/products/42?x=1', '/products/{id}', true],
  ['/products/42/', '/products/<int:id>', true],
  ['/products', '/products/:id', false],
  ['/products/42/reviews', '/products/:id', false],
  ['/users/42', '/products/:id', false],
  ['/', '/', true],
  ['/products/', '/products/:id', false],
])('%s is of %s: %s', (path, route, fits) => {
  expect(pathFitsRoute(path, route)).toBe(fits);
});
