import React from 'react';
import { LEVELS } from '../telemetry/questions/logs';
import { levelColor } from './logLines/levelLook';
import { getMapStyles } from './serviceMap/mapStyles';
import { BOTH_THEMES, contrastOn, LEAST_CONTRAST, renderIn } from './testing/contrast';
import { fullStyle } from './testing/fullStyle';
import { TrendLine } from './TrendLine';

describe.each(BOTH_THEMES)('drawings in the theme $name are made out', (theme) => {
  const { canvas, primary } = theme.colors.background;

  it.each(['neutral', 'bad'] as const)('trend line, %s', (tone) => {
    const line = renderIn(theme, <TrendLine values={[1, 2]} label="Requests" tone={tone} />).querySelector('path');
    const { stroke } = fullStyle(line as Element);
    for (const ground of [canvas, primary]) {
      expect(contrastOn(ground, stroke)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
  });

  it.each(LEVELS)('level of a log line: %s', (level) => {
    for (const ground of [canvas, primary]) {
      expect(contrastOn(ground, levelColor(theme, level))).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    }
  });

  it.each(['line', 'failing', 'lit', 'criticalBox', 'warningBox', 'emphasised'] as const)('service map, %s', (part) => {
    const styles = getMapStyles(theme);
    const drawing = (
      <svg>
        <path className={styles[part]} />
      </svg>
    );
    const { stroke } = fullStyle(renderIn(theme, drawing).querySelector('path') as Element);
    expect(contrastOn(primary, stroke)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
  });

  it.each(['name', 'below', 'critical', 'warning', 'label'] as const)('text of the service map, %s', (part) => {
    const styles = getMapStyles(theme);
    const drawing = (
      <svg>
        <text className={styles[part]} />
      </svg>
    );
    const { fill } = fullStyle(renderIn(theme, drawing).querySelector('text') as Element);
    for (const ground of [primary, theme.colors.background.secondary]) {
      // WCAG 2.2, 1.4.3: text.
      expect(contrastOn(ground, fill)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
