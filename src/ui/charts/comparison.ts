import { type SceneObject, sceneGraph } from '@grafana/scenes';
import { type ComparisonPeriod, isComparisonPeriod } from '../../analysis/comparison';

/** The comparison that the user has chosen on the page that an object is on. */
export function comparisonOf(object: SceneObject): ComparisonPeriod {
  const value = String(sceneGraph.lookupVariable('compare', object)?.getValue() ?? 'off');
  return isComparisonPeriod(value) ? value : 'off';
}
