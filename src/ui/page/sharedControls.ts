import { VariableHide } from '@grafana/data';
import {
  CustomVariable,
  DataSourceVariable,
  QueryVariable,
  SceneControlsSpacer,
  type SceneObject,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneVariableSet,
  VariableValueSelectors,
} from '@grafana/scenes';
import { COMPARISON_PERIODS, type ComparisonPeriod } from '../../analysis/comparison';
import { dataSourcesFor, SIGNAL_KINDS, type SignalKind } from '../../datasources/find';
import { TELEMETRY_UID } from '../../datasources/question';
import { sceneClient } from '../../datasources/client/scenes';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { t } from '../../i18n/t';
import { marksVariable } from '../charts/marks/variable';
import { ShortcutsControl } from './ShortcutsControl';
import { SkipRefreshWhileLoadingTimeRange } from './skipRefreshWhileLoadingTimeRange';
import { ZoomBackControl } from './ZoomBackControl';

/** What a page starts with where its URL says nothing. */
export interface SharedDefaults {
  /** Whom all pages ask. */
  client: TelemetryClient;
  /** Refresh interval as Grafana writes it; empty for none. */
  refresh: string;
  /** Uid of the data source for metrics, and likewise for logs and traces. */
  metrics: string;
  logs?: string;
  traces?: string;
}

/** What a page offers to choose besides data sources. */
interface ControlOptions {
  compares: boolean;
  marks: boolean;
  isOfOneMoment: boolean;
}

/**
 * Client, time range and variables of a page. Every page has its own objects; the URL is what they share.
 * @param signals what the page asks for: there is a data source to choose for each
 * @param compares whether the page shows numbers of another time beside its own; else what is compared with is only
 * carried along
 * @param marks whether the page has charts that alerts and deployments are marked on
 * @param isOfOneMoment there is no time range, refresh or environment to choose: they are only carried along too
 */
export function sharedState(
  defaults: SharedDefaults,
  signals: readonly SignalKind[] = ['metrics'],
  { compares = true, marks = false, isOfOneMoment = false }: Partial<ControlOptions> = {}
) {
  return {
    $behaviors: [sceneClient(defaults.client)],
    $timeRange: new SkipRefreshWhileLoadingTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: new SceneVariableSet({ variables: variables(defaults, signals, { compares, marks, isOfOneMoment }) }),
    controls: isOfOneMoment
      ? [new VariableValueSelectors({}), new SceneControlsSpacer(), new ShortcutsControl({})]
      : controls(defaults),
  };
}

function labelOf(kind: SignalKind): string {
  switch (kind) {
    case 'metrics':
      return t('ui.controls.metrics', 'Metrics');
    case 'logs':
      return t('ui.controls.logs', 'Logs');
    case 'traces':
      return t('ui.controls.traces', 'Traces');
  }
}

function dataSourceVariable(kind: SignalKind, defaults: SharedDefaults) {
  const choices = dataSourcesFor(kind).length;
  return new DataSourceVariable({
    name: kind,
    label: labelOf(kind),
    pluginId: SIGNAL_KINDS[kind],
    value: defaults[kind] ?? '',
    // One data source is no choice, and sample data comes from none.
    hide: choices > 1 && !defaults.client.sampleMode.isOn() ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

function variables(
  defaults: SharedDefaults,
  signals: readonly SignalKind[],
  { compares, marks, isOfOneMoment }: ControlOptions
) {
  return [
    ...signals.map((kind) => dataSourceVariable(kind, defaults)),
    new QueryVariable({
      name: 'environment',
      label: t('ui.controls.environment', 'Environment'),
      datasource: { uid: TELEMETRY_UID },
      query: { refId: 'environments', metrics: '${metrics}' },
      isMulti: true,
      includeAll: true,
      defaultToAll: true,
      // A value of its own, so that "all" is no condition instead of a list of every environment.
      allValue: '$__all',
      hide: isOfOneMoment ? VariableHide.hideVariable : VariableHide.dontHide,
    }),
    compareVariable(compares),
    ...(marks ? [marksVariable()] : []),
  ];
}

/** Charts are overlaid with what is chosen. Numbers beside which a change stands have one without a choice, too. */
function compareVariable(isShown: boolean) {
  const names: Record<ComparisonPeriod, string> = {
    off: t('ui.controls.compare-off', 'None'),
    previous: t('ui.controls.compare-previous', 'Previous period'),
    yesterday: t('ui.controls.compare-yesterday', 'Yesterday'),
    'last-week': t('ui.controls.compare-last-week', 'Last week'),
  };
  return new CustomVariable({
    name: 'compare',
    label: t('ui.controls.compare', 'Overlay on charts'),
    valuesFormat: 'json',
    query: JSON.stringify(COMPARISON_PERIODS.map((value) => ({ value, text: names[value] }))),
    value: 'off',
    text: names.off,
    hide: isShown ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

function controls(defaults: SharedDefaults): SceneObject[] {
  return [
    new VariableValueSelectors({}),
    new SceneControlsSpacer(),
    new ZoomBackControl(),
    new SceneTimePicker({ isOnCanvas: true }),
    new SceneRefreshPicker({
      refresh: defaults.refresh,
      intervals: ['5s', '10s', '30s', '1m', '5m', '15m'],
      isOnCanvas: true,
    }),
    new ShortcutsControl({}),
  ];
}
