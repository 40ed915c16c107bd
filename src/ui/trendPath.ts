import { type Trend } from '../analysis/healthRows';

/**
 * The `d` of an SVG path through the values, from zero (or the smallest, if negative) at the bottom to the largest at
 * the top, which stands for `atLeast` where all are smaller. Null breaks the line; a lone value becomes a dot wide
 * enough to see.
 */
export function trendPath(values: Trend, width: number, height: number, atLeast = 0): string {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) {
    return '';
  }
  const low = Math.min(0, ...known);
  const high = Math.max(atLeast, ...known);
  const inset = 1;
  const x = (index: number) => (values.length === 1 ? width / 2 : (index / (values.length - 1)) * width);
  const y = (value: number) =>
    high === low ? height - inset : height - inset - ((value - low) / (high - low)) * (height - 2 * inset);
  const rounded = (number: number) => Number(number.toFixed(1));

  const parts: string[] = [];
  values.forEach((value, index) => {
    if (value === null) {
      return;
    }
    const starts = index === 0 || values[index - 1] === null;
    const lone = starts && (index === values.length - 1 || values[index + 1] === null);
    parts.push(`${starts ? 'M' : 'L'}${rounded(x(index))} ${rounded(y(value))}`);
    if (lone) {
      parts.push('h1');
    }
  });
  return parts.join('');
}
