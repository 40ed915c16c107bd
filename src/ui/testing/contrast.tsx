import React from 'react';
import { colorManipulator, createTheme, type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { render } from '@testing-library/react';

/** What a part of a drawing needs against its ground to be made out: WCAG 2.2, 1.4.11 non-text contrast. */
export const LEAST_CONTRAST = 3;

export const BOTH_THEMES: readonly GrafanaTheme2[] = (['dark', 'light'] as const).map((mode) =>
  createTheme({ colors: { mode } })
);

/** Draws something in a theme. */
export function renderIn(theme: GrafanaTheme2, drawing: React.ReactElement): HTMLElement {
  return render(<ThemeContext.Provider value={theme}>{drawing}</ThemeContext.Provider>).container;
}

/**
 * The contrast of a colour with the ground below it, from 1 to 21.
 * @param opacity of what is drawn in it, beside the colour's own
 */
export function contrastOn(ground: string, color: string, opacity = 1): number {
  const { values } = colorManipulator.decomposeColor(color);
  const alpha = (values[3] ?? 1) * opacity;
  const below = colorManipulator.decomposeColor(ground).values;
  const mixed = [0, 1, 2].map((i) => Math.round((values[i] ?? 0) * alpha + (below[i] ?? 0) * (1 - alpha)));
  return colorManipulator.getContrastRatio(`rgb(${mixed.join(', ')})`, ground);
}
