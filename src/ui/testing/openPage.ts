import { locationService } from '@grafana/runtime';
import {
  type EmbeddedScene,
  type SceneAppPage,
  sceneGraph,
  type SceneObject,
  UrlSyncManager,
  VizPanelMenu,
} from '@grafana/scenes';
import { settle } from './grafana';

/** A page as its user has it open: active, and in step with the address. */
export interface OpenPage {
  scene: EmbeddedScene;
  /** Follows a link, or goes back in the history, within the page. */
  go(address: string): Promise<void>;
  /** Lets the page get on, and activates what was built since and deactivates what went, as rendering would. */
  render(): Promise<void>;
  leave(): void;
}

/** Opens a page at an address, as scenes and its URL synchronisation do it in the browser. */
export async function openPage(page: SceneAppPage, address: string): Promise<OpenPage> {
  locationService.push(address);
  const { url } = page.state;
  const scene = page.getScene({ params: {}, isExact: true, path: url, url });
  page.initializeScene(scene);
  const sync = new UrlSyncManager({ updateUrlOnInit: true }, locationService);
  sync.initSync(page);

  const active = new Map<SceneObject, () => void>();
  const renderOnce = async (): Promise<boolean> => {
    const shown = [scene, ...sceneGraph.findAllObjects(scene, (object) => !(object instanceof VizPanelMenu))];
    for (const [object, deactivate] of active) {
      if (!shown.includes(object)) {
        active.delete(object);
        deactivate();
      }
    }
    const added = shown.filter((object) => !active.has(object));
    added.forEach((object) => active.set(object, object.activate()));
    await settle();
    return added.length > 0;
  };
  const render = async () => {
    // What is shown may bring more, the code of the page above all.
    while (await renderOnce()) {
      continue;
    }
  };
  await render();
  return {
    scene,
    render,
    async go(next) {
      locationService.push(next);
      sync.handleNewLocation(locationService.getLocation());
      await render();
    },
    leave() {
      [...active.values()].reverse().forEach((deactivate) => deactivate());
      sync.cleanUp(page);
      page.setState({ initializedScene: undefined });
    },
  };
}
