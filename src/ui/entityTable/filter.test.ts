import { filterRows } from './filter';

const rows = ['shop-api', 'Payments API', 'inventory'].map((name) => ({ name }));

it.each([
  ['', ['shop-api', 'Payments API', 'inventory']],
  ['  ', ['shop-api', 'Payments API', 'inventory']],
  ['api', ['shop-api', 'Payments API']],
  ['API pay', ['Payments API']],
  ['.*', []],
  ['nothing', []],
])('rows by “%s”', (text, expected) => {
  expect(filterRows(rows, text, ({ name }) => name).map(({ name }) => name)).toEqual(expected);
});
