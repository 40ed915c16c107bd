import { type GrafanaTheme2 } from '@grafana/data';

/** What is selected, in the heatmap and beside it: neither the hue of many requests nor that of failed ones. */
export function selectionColor(theme: GrafanaTheme2): string {
  return theme.visualization.getColorByName('purple');
}
