import React from 'react';
import { colorManipulator, createTheme, ThemeContext } from '@grafana/data';
import { render } from '@testing-library/react';
import { DurationBar } from './DurationBar';
import { fullStyle } from './testing/fullStyle';

it.each(['dark', 'light'] as const)('can be seen on its track, each part of it, on the %s theme', (mode) => {
  const { container } = render(
    <ThemeContext.Provider value={createTheme({ colors: { mode } })}>
      <DurationBar p50={0.1} p95={0.2} p99={0.4} longest={0.4} />
    </ThemeContext.Provider>
  );
  const track = container.querySelector('[aria-hidden]');
  const looks = [...(track?.children ?? [])].map((part) => fullStyle(part));
  expect(looks.map(({ width }) => width)).toEqual(['100%', '50%', '25%']);
  expect(new Set(looks.map(({ height }) => height)).size).toBe(3);
  for (const { background } of looks) {
    const contrast = colorManipulator.getContrastRatio(background, fullStyle(track as Element).background);
    expect(contrast).toBeGreaterThanOrEqual(3);
  }
});
