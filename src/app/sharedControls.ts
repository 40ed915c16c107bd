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
import { dataSourcesFor, SIGNAL_KINDS } from '../datasources/find';
import { TELEMETRY_UID } from '../datasources/question';
import { isSampleMode } from '../datasources/sampleMode';
import { PatientTimeRange } from './patientTimeRange';

/** What a page starts with where its URL says nothing. */
export interface SharedDefaults {
  /** Refresh interval as Grafana writes it; empty for none. */
  refresh: string;
  /** Uid of the data source for metrics. */
  metrics: string;
}

/** Time range and variables of a page. Every page has its own objects; the URL is what they share. */
export function sharedState(defaults: SharedDefaults) {
  return {
    $timeRange: new PatientTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: new SceneVariableSet({ variables: variables(defaults) }),
    controls: controls(defaults),
  };
}

function variables(defaults: SharedDefaults) {
  const choices = dataSourcesFor('metrics').length;
  return [
    new DataSourceVariable({
      name: 'metrics',
      label: 'Metrics',
      pluginId: SIGNAL_KINDS.metrics,
      value: defaults.metrics,
      // One data source is no choice, and sample data comes from none.
      hide: choices > 1 && !isSampleMode() ? VariableHide.dontHide : VariableHide.hideVariable,
    }),
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
