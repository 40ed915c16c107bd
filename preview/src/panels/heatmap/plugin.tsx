import { PanelPlugin } from '@grafana/data';
import { commonOptionsBuilder } from '@grafana/ui';
import { HeatmapPanel } from './HeatmapPanel';

/** Counts by time and bucket, darker where there are more. */
export function heatmap(): PanelPlugin {
  return new PanelPlugin(HeatmapPanel).useFieldConfig({
    useCustomConfig: (builder) => commonOptionsBuilder.addHideFrom(builder),
  });
}
