import { SceneReactObject } from '@grafana/scenes';
import { SetupReport } from './SetupReport';

/** What was found, how sure that is, what is missing, and what an admin decided instead. */
export function createBody(): SceneReactObject {
  return new SceneReactObject({ component: SetupReport });
}
