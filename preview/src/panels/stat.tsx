import React from 'react';
import {
  type DisplayValueAlignmentFactors,
  FieldColorModeId,
  FieldConfigProperty,
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  PanelPlugin,
  type PanelProps,
  VizOrientation,
} from '@grafana/data';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  type BigValueTextMode,
  type SingleStatBaseOptions,
} from '@grafana/schema';
import { BigValue, DataLinksContextMenu, useTheme2, VizRepeater, type VizRepeaterRenderValueProps } from '@grafana/ui';

interface StatOptions extends SingleStatBaseOptions {
  colorMode: BigValueColorMode;
  graphMode: BigValueGraphMode;
  justifyMode: BigValueJustifyMode;
  textMode: BigValueTextMode;
}

/** One large number, or one for each series. */
export function stat(): PanelPlugin {
  return new PanelPlugin<StatOptions>(StatPanel).useFieldConfig({
    standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: FieldColorModeId.Thresholds } } },
  }) as PanelPlugin;
}

function StatPanel(props: PanelProps<StatOptions>) {
  const { data, options, fieldConfig, replaceVariables, timeZone, timeRange, width, height, renderCounter } = props;
  const theme = useTheme2();
  const getValues = () =>
    getFieldDisplayValues({
      data: data.series,
      reduceOptions: options.reduceOptions,
      fieldConfig,
      replaceVariables,
      sparkline: options.graphMode !== BigValueGraphMode.None,
      theme,
      timeZone,
    }).map((value) => (value.sparkline ? { ...value, sparkline: { ...value.sparkline, timeRange } } : value));

  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={(value) => <StatValue {...value} options={options} />}
      source={data}
      width={width}
      height={height}
      itemSpacing={3}
      renderCounter={renderCounter}
      autoGrid
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}

type StatValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors> & {
  options: StatOptions;
};

function StatValue({ value, width, height, count, alignmentFactors, options }: StatValueProps) {
  const theme = useTheme2();
  const draw = (link?: { openMenu?: React.MouseEventHandler<HTMLElement>; targetClassName?: string }) => (
    <BigValue
      value={value.display}
      sparkline={value.sparkline}
      count={count}
      colorMode={(options.colorMode ?? BigValueColorMode.Value) as never}
      graphMode={(options.graphMode ?? BigValueGraphMode.Area) as never}
      justifyMode={(options.justifyMode ?? BigValueJustifyMode.Auto) as never}
      textMode={options.textMode as never}
      text={options.text}
      alignmentFactors={alignmentFactors}
      width={width}
      height={height}
      theme={theme}
      onClick={link?.openMenu}
      className={link?.targetClassName}
      hasLinks={value.hasLinks}
    />
  );
  return value.hasLinks && value.getLinks ? (
    <DataLinksContextMenu links={value.getLinks}>{draw}</DataLinksContextMenu>
  ) : (
    draw()
  );
}
