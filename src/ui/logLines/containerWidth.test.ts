import { narrowerThan, containerWidthData } from './containerWidth';

it.each([
  [undefined, ''],
  [0, ''],
  [1200, ''],
  [800, '800'],
  [500, '800 640'],
  [320, '800 640 480'],
])('a list %p pixels wide is below “%s”', (width, below) => {
  expect(containerWidthData(width)).toEqual({ 'data-below': below });
});

it('is told to rows by a selector that holds within such a list only', () => {
  document.body.innerHTML = '<div data-below="800 640"><i></i></div><div data-below="800"><b></b></div>';
  const matched = document.querySelectorAll(narrowerThan(640).replace('&', '*'));
  expect([...matched].map(({ tagName }) => tagName)).toEqual(['I']);
});
