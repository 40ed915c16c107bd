import { SceneObjectBase, type SceneObject } from '@grafana/scenes';

/**
 * Activates an object and everything below it, as rendering would: parents first.
 * @returns what deactivates all of it again, children first
 */
export function activateFullSceneTree(root: SceneObject): () => void {
  const deactivate = root.activate();
  const below: Array<() => void> = [];
  root.forEachChild((child) => {
    // What hangs on $data, $variables and the like is active already, with its own reference.
    if (child instanceof SceneObjectBase) {
      below.push(activateFullSceneTree(child));
    }
  });
  return () => {
    below.reverse().forEach((leave) => leave());
    deactivate();
  };
}
