/** Sides of what is pressed, in pixels, at the least: WCAG 2.2, 2.5.8. Grafana's small icon buttons are 14 to 16. */
export const TARGET_SIZE = { minWidth: 24, minHeight: 24 } as const;
