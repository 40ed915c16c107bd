import { type SceneObject, sceneGraph } from '@grafana/scenes';
import { type Comparison, isComparison } from '../../analysis/comparison';

/** The comparison that the user has chosen on the page that an object is on. */
export function comparisonOf(object: SceneObject): Comparison {
  const value = String(sceneGraph.lookupVariable('compare', object)?.getValue() ?? 'off');
  return isComparison(value) ? value : 'off';
}
