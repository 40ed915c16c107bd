import { FieldColorModeId, type ThresholdsConfig } from '@grafana/data';
import { PanelBuilders } from '@grafana/scenes';
import { BigValueColorMode, BigValueGraphMode } from '@grafana/schema';
import { QuestionPanel } from './questionPanel';

export interface StatOptions {
  title: string;
  description?: string;
  refIds: string[];
  unit?: string;
  thresholds?: ThresholdsConfig;
}

/** One number, with its line behind it where there is one. */
export function statPanel({ title, description, refIds, unit, thresholds }: StatOptions): QuestionPanel {
  const builder = PanelBuilders.stat()
    .setTitle(title)
    .setDescription(description)
    .setOption('graphMode', BigValueGraphMode.Area)
    .setOption('colorMode', thresholds ? BigValueColorMode.Value : BigValueColorMode.None)
    .setOption('reduceOptions', { calcs: ['lastNotNull'], values: false, fields: '' })
    .setColor({ mode: thresholds ? FieldColorModeId.Thresholds : FieldColorModeId.PaletteClassic });
  if (unit) {
    builder.setUnit(unit);
  }
  if (thresholds) {
    builder.setThresholds(thresholds);
  }
  return new QuestionPanel({ refIds, body: builder.build() });
}
