import { type PanelData } from '@grafana/data';
import { type SceneObject, sceneGraph } from '@grafana/scenes';
import { type Baseline, type ComparisonPeriod, isComparisonPeriod } from '../../analysis/comparison';
import { secondsOf } from './useSettledData';

/** The comparison that the user has chosen on the page that an object is on. */
export function comparisonOf(object: SceneObject): ComparisonPeriod {
  const value = String(sceneGraph.lookupVariable('compare', object)?.getValue() ?? 'off');
  return isComparisonPeriod(value) ? value : 'off';
}

/** What data of the page that an object is on is compared with. */
export function baselineOf(object: SceneObject, data: PanelData | undefined): Baseline {
  return { comparison: comparisonOf(object), seconds: secondsOf(data) };
}
