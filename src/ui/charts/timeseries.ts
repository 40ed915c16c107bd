import { FieldColorModeId, type ThresholdsConfig } from '@grafana/data';
import { type FieldConfigOverridesBuilder, PanelBuilders } from '@grafana/scenes';
import {
  GraphDrawStyle,
  type GraphFieldConfig,
  LegendDisplayMode,
  StackingMode,
  TooltipDisplayMode,
} from '@grafana/schema';
import { QuestionPanel } from './questionPanel';
import { statusClasses } from './statusClasses';

/** How a panel of lines looks, and which queries of its page it draws. */
export interface TimeseriesOptions {
  title: string;
  description?: string;
  /** The queries of the page that it draws, and those drawn as the time compared with. */
  refIds: string[];
  /** Drawn instead of the first query where that cannot be answered. */
  otherwise?: readonly string[];
  comparedRefIds?: string[];
  /** Unit of the axis; where left out the answers' own. */
  unit?: string;
  stacked?: boolean;
  bars?: boolean;
  /** Smallest value of the axis; latency and rates start at 0. */
  min?: number;
  max?: number;
  /** The axis reaches at least up to here; without it nothing but zeros is drawn on an axis up to 100. */
  atLeast?: number;
  thresholds?: ThresholdsConfig;
  /** Colours by status: 2xx green, 3xx blue, 4xx orange, 5xx red. A status that did not occur is left out. */
  colorByStatus?: boolean;
  /** Draws one series for all codes of a class, server errors on top of the stack. */
  sumByStatusClass?: boolean;
  /** Fixed colours by legend text, as names of the theme's palette. */
  colors?: Record<string, string>;
}

/** Lines over time as Grafana's own time series panel draws them. */
export function timeseriesPanel(options: TimeseriesOptions): QuestionPanel {
  const { title, description, refIds, comparedRefIds = [], unit, stacked, bars } = options;
  const builder = PanelBuilders.timeseries()
    .setTitle(title)
    .setDescription(description)
    .setOption('legend', { showLegend: true, displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [] })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi })
    .setCustomFieldConfig('fillOpacity', stacked || bars ? 60 : 8)
    // The outline of a series of zeros would paint the top of the stack in its colour.
    .setCustomFieldConfig('lineWidth', stacked || bars ? 0 : 1.5)
    .setCustomFieldConfig('drawStyle', bars ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    .setMin(options.min ?? 0)
    .setOverrides((overrides) => {
      if (options.colorByStatus) {
        colorByStatus(overrides);
      }
      for (const [name, color] of Object.entries(options.colors ?? {})) {
        overrides.matchFieldsWithName(name).overrideColor({ mode: FieldColorModeId.Fixed, fixedColor: color });
      }
      comparedRefIds.forEach((refId) => drawAsPast(overrides, refId));
    });
  if (unit) {
    builder.setUnit(unit);
  }
  if (options.max !== undefined) {
    builder.setMax(options.max);
  }
  if (options.atLeast !== undefined) {
    builder.setCustomFieldConfig('axisSoftMax', options.atLeast);
  }
  if (options.thresholds) {
    builder.setThresholds(options.thresholds);
  }
  if (stacked) {
    builder.setCustomFieldConfig('stacking', { mode: StackingMode.Normal, group: 'A' });
  }
  return new QuestionPanel({
    refIds: [...refIds, ...comparedRefIds],
    otherwise: options.otherwise,
    hideZero: options.colorByStatus,
    transformations: options.sumByStatusClass ? [statusClasses] : undefined,
    body: builder.build(),
  });
}

const STATUS_COLORS: Array<[pattern: string, color: string]> = [
  ['/(^|· )1(\\d\\d|xx)$/', 'text'],
  ['/(^|· )2(\\d\\d|xx)$/', 'green'],
  ['/(^|· )3(\\d\\d|xx)$/', 'blue'],
  ['/(^|· )4(\\d\\d|xx)$/', 'orange'],
  ['/(^|· )5(\\d\\d|xx)$/', 'red'],
];

function colorByStatus(overrides: FieldConfigOverridesBuilder<GraphFieldConfig>): void {
  for (const [pattern, color] of STATUS_COLORS) {
    overrides.matchFieldsWithNameByRegex(pattern).overrideColor({ mode: FieldColorModeId.Shades, fixedColor: color });
  }
}

/** The time compared with: dashed, thin, without fill, so that the present stays the loud one. */
function drawAsPast(overrides: FieldConfigOverridesBuilder<GraphFieldConfig>, refId: string): void {
  overrides
    .matchFieldsByQuery(refId)
    .overrideCustomFieldConfig('lineStyle', { fill: 'dash', dash: [6, 6] })
    .overrideCustomFieldConfig('lineWidth', 1)
    .overrideCustomFieldConfig('fillOpacity', 0)
    .overrideCustomFieldConfig('drawStyle', GraphDrawStyle.Line)
    .overrideCustomFieldConfig('stacking', { mode: StackingMode.None })
    .overrideColor({ mode: FieldColorModeId.Fixed, fixedColor: 'text' });
}
