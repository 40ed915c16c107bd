import React from 'react';
import { BOTH_THEMES, contrastOn, LEAST_CONTRAST, renderIn } from '../../../ui/testing/contrast';
import { fullStyle } from '../../../ui/testing/fullStyle';
import { selectionColor } from '../../../ui/differences/selectionColor';
import { Cells } from './Cells';
import { FailedLane } from './FailedLane';
import { type DurationGrid } from './grid';

/** One cell, half of whose requests failed. */
const GRID: DurationGrid = {
  columns: [{ from: 0, to: 60_000 }],
  rows: [{ from: 0.1, to: 0.25 }],
  counts: [[10]],
  failed: [[5]],
  total: 10,
  totalFailed: 5,
  most: 10,
};

// How many requests a faint cell stands for is told in words where it is pointed at or selected.
describe.each(BOTH_THEMES)('the heatmap in the theme $name is made out', (theme) => {
  const { canvas, primary } = theme.colors.background;
  const paint = (path: Element | null | undefined) => {
    const { fill, fillOpacity } = fullStyle(path as Element);
    return { fill, opacity: Number(fillOpacity || 1) };
  };

  it.each([canvas, primary])('the fullest cells, on %s', (ground) => {
    const fullest = [...renderIn(theme, <Cells grid={GRID} />).querySelectorAll('path[style]')].at(-1);
    const { fill, opacity } = paint(fullest);
    expect(contrastOn(ground, fill, opacity)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it.each([canvas, primary])('failed requests, on %s', (ground) => {
    const { fill } = paint(renderIn(theme, <FailedLane grid={GRID} />).querySelector('path'));
    expect(contrastOn(ground, fill)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it.each([canvas, primary])('what is selected, on %s', (ground) => {
    expect(contrastOn(ground, selectionColor(theme))).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });
});
