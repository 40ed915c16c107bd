import fc from 'fast-check';
import {
  formatChange,
  formatCount,
  formatDuration,
  formatMessageRate,
  formatMoney,
  formatRate,
  formatShare,
  NO_VALUE,
} from './format';

type Unmeasured = number | null | undefined;
const UNMEASURED: Unmeasured[] = [undefined, null, NaN, Infinity, -Infinity];

describe.each([
  ['formatDuration', formatDuration],
  ['formatRate', formatRate],
  ['formatShare', formatShare],
  ['formatCount', formatCount],
  ['formatMoney', (value: Unmeasured) => formatMoney(value, 'EUR')],
])('%s', (_, format) => {
  it.each(UNMEASURED)('shows %s as not measured', (value) => {
    expect(format(value)).toBe(NO_VALUE);
  });

  it('makes something short of any number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        expect(format(value)).toMatch(/\d/);
        expect(format(value)).not.toMatch(/NaN|undefined|null|^-0(?!\.)/);
      })
    );
  });
});

it.each([
  [0, '0 ms'],
  [0.0000004, '< 0.01 ms'],
  [0.0004, '0.40 ms'],
  [0.0412, '41.2 ms'],
  [0.412, '412 ms'],
  [1, '1.00 s'],
  [1.9, '1.90 s'],
  [12.34, '12.3 s'],
  [75, '1.3 mins'],
  [3600, '1.0 hour'],
  [-0.2, '-200 ms'],
])('formatDuration(%d s) is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, '0 req/s'],
  [0.0028, '< 0.01 req/s'],
  [0.04, '0.04 req/s'],
  [1.234, '1.23 req/s'],
  [12.34, '12.3 req/s'],
  [182.4, '182 req/s'],
  [1234, '1.2K req/s'],
  [56789012, '56.8M req/s'],
  [-0.5, '-0.50 req/s'],
])('formatRate(%d) is %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

it.each([
  [0, '0%'],
  [0.0000001, '< 0.01%'],
  [0.0003, '0.03%'],
  [0.0123, '1.2%'],
  [0.14, '14%'],
  [1, '100%'],
  [-0.01, '-1.00%'],
])('formatShare(%d) is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

it.each([
  [0, '±0%'],
  [0.004, '±0%'],
  [-0.004, '±0%'],
  [0.12, '+12%'],
  [-0.22, '−22%'],
  [-1, '−100%'],
  [1.99, '+199%'],
  [2, '×3.0'],
  [5, '×6.0'],
  [8.96, '×10.0'],
  [139, '×140'],
])('formatChange(%d) is %s', (change, text) => {
  expect(formatChange(change)).toBe(text);
});

it.each([
  [0, '0'],
  [-0.4, '0'],
  [1.5, '2'],
  [1204, '1,204'],
  [9999.6, '10,000'],
  [12345, '12.3 K'],
  [2.5e9, '2.5 Bil'],
  [-20000, '-20.0 K'],
])('formatCount(%d) is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [1234, 'EUR', '1,234 EUR'],
  [12.5, '', '13'],
  [1234567, 'USD', '1.2 Mil USD'],
])('formatMoney(%d, %s) is %s', (amount, currency, text) => {
  expect(formatMoney(amount, currency)).toBe(text);
});

describe('formatChange without a number', () => {
  it.each([
    [undefined, NO_VALUE],
    [NaN, NO_VALUE],
    // There was nothing before.
    [Infinity, 'was 0'],
  ])('shows %s as %s', (change, text) => {
    expect(formatChange(change)).toBe(text);
  });
});

it('tells messages from requests', () => {
  expect([12.34, 0.001, null].map(formatMessageRate)).toEqual(['12.3 msg/s', '< 0.01 msg/s', NO_VALUE]);
});
