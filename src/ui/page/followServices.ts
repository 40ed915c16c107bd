import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { type Unsubscribable } from 'rxjs';
import { clientOf } from '../../datasources/client/scenes';
import { parseList } from '../../datasources/resolve';
import { type KnownService } from '../../datasources/services';

/**
 * Tells an object of a scene which services there are in the time range, the data source and the environments that its
 * page looks at, and again whenever its data is asked for anew. Where that cannot be found out there are none: the data
 * then says why. It costs no request: the detection behind it is the one that the data rests on.
 */
export function followServices(
  object: SceneObject,
  onServices: (services: readonly KnownService[]) => void
): Unsubscribable {
  const { metrics } = clientOf(object);
  let latest: string | undefined;
  const look = () => {
    const question = {
      metrics: sceneGraph.interpolate(object, '${metrics}'),
      environments: parseList(sceneGraph.interpolate(object, '${environment:json}')),
      at: sceneGraph.getTimeRange(object).state.value.to.valueOf(),
    };
    const asked = JSON.stringify(question);
    if (asked === latest) {
      return;
    }
    latest = asked;
    const since = Date.now();
    const tell = async () => {
      const services = await metrics.services(question);
      if (asked === latest) {
        onServices(services);
      }
    };
    const tellNone = () => {
      if (asked === latest) {
        latest = undefined;
        onServices([]);
      }
    };
    // What was kept from an earlier visit is told at once, and what has changed since as soon as it is known.
    const tellAgain = async () => (await metrics.isRenewed(question.metrics, since)) && tell();
    void tell().then(() => tellAgain().catch(() => undefined), tellNone);
  };
  const data = sceneGraph.getData(object);
  if (data.state.data) {
    look();
  }
  const following = data.subscribeToState(look);
  return {
    unsubscribe() {
      latest = undefined;
      following.unsubscribe();
    },
  };
}
