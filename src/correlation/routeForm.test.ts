import { routeForm } from './routeForm';

it.each([
  ['/products/:id', '/products/{}'],
  ['/products/{id}', '/products/{}'],
  ['/products/<int:id>', '/products/{}'],
  ['GET /products/{id}/', '/products/{}'],
  ['^products/(?P<pk>[^/]+)$', '/products/{}'],
  ['/', '/'],
  ['', '/'],
  ['/cart', '/cart'],
  ['/files/[[slug]]', '/files[/{}]'],
])('%s is %s', (route, form) => expect(routeForm(route)).toBe(form));
