import { PanelBuilders } from '@grafana/scenes';
import { type HeatmapColorMode } from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import { QuestionPanel } from './questionPanel';

export interface HeatmapOptions {
  title: string;
  description?: string;
  refId: string;
}

// The enumeration lives in a file that is not published as code, only as types.
const SCHEME = 'scheme' as HeatmapColorMode;

/** How latency is spread over time: one row a bucket, darker where more requests fall. */
export function heatmapPanel({ title, description, refId }: HeatmapOptions): QuestionPanel {
  const body = PanelBuilders.heatmap()
    .setTitle(title)
    .setDescription(description)
    .setOption('calculate', false)
    .setOption('yAxis', { unit: 's' })
    .setOption('color', { mode: SCHEME, scheme: 'Blues', steps: 64, exponent: 0.5, fill: 'blue' })
    .setOption('cellGap', 1)
    .build();
  return new QuestionPanel({ refIds: [refId], body });
}
