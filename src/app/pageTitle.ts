import { SceneAppPage, sceneGraph, type SceneObject } from '@grafana/scenes';

/** Names the page that an object is on, in its heading, its breadcrumb and the browser's tab. */
export function setPageTitle(object: SceneObject, title: string): void {
  try {
    sceneGraph.getAncestor(object, SceneAppPage).setState({ title });
  } catch {
    // In a test or an embedding there is no page around it, and nothing to name.
  }
}
