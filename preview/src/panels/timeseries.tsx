import React, { useMemo } from 'react';
import {
  type DataFrame,
  dateTimeFormat,
  type Field,
  FieldColorModeId,
  type FieldConfigEditorBuilder,
  FieldConfigProperty,
  FieldType,
  getFieldDisplayName,
  type LinkModel,
  PanelPlugin,
  type PanelProps,
} from '@grafana/data';
import {
  AxisColorMode,
  AxisPlacement,
  BarAlignment,
  GraphDrawStyle,
  type GraphFieldConfig,
  GraphGradientMode,
  GraphThresholdsStyleMode,
  LineInterpolation,
  type OptionsWithLegend,
  type OptionsWithTooltip,
  ScaleDistribution,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/schema';
import { TimeSeries, TooltipPlugin2, usePanelContext } from '@grafana/ui';
import { fieldOption } from '../grafana/fieldConfig';
import { NoData } from './NoData';
import { Annotations } from './Annotations';
import { Exemplars } from './Exemplars';
import { ChartTooltip, type TooltipRow } from './ChartTooltip';

type TimeseriesOptions = OptionsWithLegend & OptionsWithTooltip;

/** Which part of the chart a tooltip is about; `TooltipPlugin2` counts them so, and does not export it. */
const HOVER = { oneSeries: 0, allSeries: 1 } as const;

/** Options of a line where nothing is set. One that is not listed here is dropped from every panel. */
const LINE_DEFAULTS: GraphFieldConfig = {
  drawStyle: GraphDrawStyle.Line,
  lineInterpolation: LineInterpolation.Linear,
  lineWidth: 1,
  lineStyle: { fill: 'solid' },
  fillOpacity: 0,
  fillBelowTo: '',
  gradientMode: GraphGradientMode.None,
  spanNulls: false,
  insertNulls: false,
  showPoints: VisibilityMode.Auto,
  showValues: false,
  pointSize: 5,
  stacking: { mode: StackingMode.None, group: 'A' },
  barAlignment: BarAlignment.Center,
  barWidthFactor: 0.6,
  barMaxWidth: 200,
  thresholdsStyle: { mode: GraphThresholdsStyleMode.Off },
  hideFrom: { viz: false, legend: false, tooltip: false },
  scaleDistribution: { type: ScaleDistribution.Linear },
  axisPlacement: AxisPlacement.Auto,
  axisColorMode: AxisColorMode.Text,
  axisBorderShow: false,
  axisCenteredZero: false,
  axisGridShow: true,
  axisLabel: '',
};

/** Lines over time. */
export function timeseries(): PanelPlugin {
  return (
    new PanelPlugin<TimeseriesOptions, GraphFieldConfig>(TimeseriesPanel)
      .useFieldConfig({
        standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.PaletteClassic } } },
        useCustomConfig: (builder: FieldConfigEditorBuilder<GraphFieldConfig>) => {
          for (const [name, defaultValue] of Object.entries(LINE_DEFAULTS)) {
            builder.addCustomEditor({ ...fieldOption(name), defaultValue });
          }
        },
      })
      // Without it scenes keeps exemplars to itself.
      .setDataSupport({ annotations: true }) as PanelPlugin
  );
}

function TimeseriesPanel(props: PanelProps<TimeseriesOptions>) {
  const { data, timeRange, timeZone, width, height, options, onChangeTimeRange } = props;
  const { sync, eventsScope } = usePanelContext();
  const frames = useMemo(() => drawable(data.series), [data.series]);
  if (frames.length === 0) {
    return <NoData />;
  }
  const isSingle = options.tooltip?.mode === TooltipDisplayMode.Single;
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config, aligned) => (
        <>
          <TooltipPlugin2
            config={config}
            hoverMode={isSingle ? HOVER.oneSeries : HOVER.allSeries}
            queryZoom={onChangeTimeRange && (({ from, to }) => onChangeTimeRange({ from, to }))}
            syncMode={sync?.()}
            syncScope={eventsScope}
            getDataLinks={(seriesIndex, at) => linksOf(aligned.fields[seriesIndex], at)}
            render={(_plot, indices, active, isPinned, dismiss, _range, _viaSync, links) => (
              <ChartTooltip
                title={timeAt(aligned, indices, timeZone)}
                rows={rowsOf(aligned, indices, active, isSingle)}
                links={isPinned ? links : []}
                onDismiss={isPinned ? dismiss : undefined}
              />
            )}
          />
          <Exemplars config={config} annotations={data.annotations ?? []} timeZone={timeZone} />
          <Annotations config={config} annotations={data.annotations ?? []} timeZone={timeZone} />
        </>
      )}
    </TimeSeries>
  );
}

/** Frames with a time and numbers. The chart writes into what it draws, so it gets its own copy of each field. */
function drawable(series: readonly DataFrame[]): DataFrame[] {
  return series
    .filter(({ fields }) =>
      [FieldType.time, FieldType.number].every((type) => fields.some((field) => field.type === type))
    )
    .map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) => ({ ...field, config: { ...field.config }, state: { ...field.state } })),
    }));
}

function timeAt(aligned: DataFrame, indices: ReadonlyArray<number | null>, timeZone: string): string {
  const at = indices.find((index, series) => series > 0 && index !== null) ?? indices[0];
  const time: unknown = at === null || at === undefined ? undefined : aligned.fields[0]?.values[at];
  return typeof time === 'number' ? dateTimeFormat(time, { timeZone }) : '';
}

function rowsOf(
  aligned: DataFrame,
  indices: ReadonlyArray<number | null>,
  active: number | null,
  isSingle: boolean
): TooltipRow[] {
  return aligned.fields.flatMap((field, series) => {
    const at = indices[series];
    const isHidden = field.config.custom?.hideFrom?.tooltip || field.config.custom?.hideFrom?.viz;
    if (series === 0 || at === null || at === undefined || isHidden || (isSingle && series !== active)) {
      return [];
    }
    const shown = field.display?.(field.values[at]);
    const text = shown ? `${shown.prefix ?? ''}${shown.text}${shown.suffix ?? ''}` : String(field.values[at]);
    return [
      { label: getFieldDisplayName(field, aligned), color: shown?.color, value: text, isActive: series === active },
    ];
  });
}

function linksOf(field: Field | undefined, at: number | null | undefined): LinkModel[] {
  return field?.getLinks && at !== null && at !== undefined ? field.getLinks({ valueRowIndex: at }) : [];
}
