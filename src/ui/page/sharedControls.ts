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
import { dataSourcesFor, SIGNAL_KINDS, type SignalKind } from '../../datasources/find';
import { TELEMETRY_UID } from '../../datasources/question';
import { sceneClient } from '../../datasources/client/scenes';
import { type TelemetryClient } from '../../datasources/client/telemetryClient';
import { SkipRefreshWhileLoadingTimeRange } from './skipRefreshWhileLoadingTimeRange';

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

/**
 * Client, time range and variables of a page. Every page has its own objects; the URL is what they share.
 * @param signals what the page asks for: there is a data source to choose for each
 * @param compares whether the page shows numbers of another time beside its own; else what is compared with is only
 * carried along
 */
export function sharedState(defaults: SharedDefaults, signals: readonly SignalKind[] = ['metrics'], compares = true) {
  return {
    $behaviors: [sceneClient(defaults.client)],
    $timeRange: new SkipRefreshWhileLoadingTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: new SceneVariableSet({ variables: variables(defaults, signals, compares) }),
    controls: controls(defaults),
  };
}

const LABELS: Record<SignalKind, string> = { metrics: 'Metrics', logs: 'Logs', traces: 'Traces' };

function dataSourceVariable(kind: SignalKind, defaults: SharedDefaults) {
  const choices = dataSourcesFor(kind).length;
  return new DataSourceVariable({
    name: kind,
    label: LABELS[kind],
    pluginId: SIGNAL_KINDS[kind],
    value: defaults[kind] ?? '',
    // One data source is no choice, and sample data comes from none.
    hide: choices > 1 && !defaults.client.sampleMode.isOn() ? VariableHide.dontHide : VariableHide.hideVariable,
  });
}

function variables(defaults: SharedDefaults, signals: readonly SignalKind[], compares: boolean) {
  return [
    ...signals.map((kind) => dataSourceVariable(kind, defaults)),
    new QueryVariable({
      name: 'environment',
      label: 'Environment',
      datasource: { uid: TELEMETRY_UID },
      query: { refId: 'environments', metrics: '${metrics}' },
      isMulti: true,
      includeAll: true,
      defaultToAll: true,
      // A value of its own, so that "all" is no condition instead of a list of every environment.
      allValue: '$__all',
    }),
    new CustomVariable({
      name: 'compare',
      label: 'Compare',
      query: 'Off : off, Previous period : previous, Yesterday : yesterday, Last week : last-week',
      value: 'off',
      text: 'Off',
      hide: compares ? VariableHide.dontHide : VariableHide.hideVariable,
    }),
  ];
}

function controls(defaults: SharedDefaults): SceneObject[] {
  return [
    new VariableValueSelectors({}),
    new SceneControlsSpacer(),
    new SceneTimePicker({ isOnCanvas: true }),
    new SceneRefreshPicker({
      refresh: defaults.refresh,
      intervals: ['5s', '10s', '30s', '1m', '5m', '15m'],
      isOnCanvas: true,
    }),
  ];
}
