import { SceneAppPage, sceneGraph, type SceneObject } from '@grafana/scenes';

/**
 * Names the page that an object is on, in its heading, its breadcrumb and the browser's tab, and where it is given the
 * page above it.
 */
export function setPageTitle(object: SceneObject, title: string, parentTitle?: string): void {
  const page = pageOf(object);
  page?.setState({ title });
  const parent = page?.state.getParentPage?.();
  if (parentTitle !== undefined && parent instanceof SceneAppPage) {
    parent.setState({ title: parentTitle });
  }
}

/** In a test or an embedding there is no page around it, and nothing to name. */
function pageOf(object: SceneObject): SceneAppPage | undefined {
  try {
    return sceneGraph.getAncestor(object, SceneAppPage);
  } catch {
    return undefined;
  }
}
