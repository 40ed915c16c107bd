import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { parseList } from '../../datasources/resolve';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { type TimeSpan } from '../../telemetry/timeSpan';

const VARIABLES = ['metrics', 'logs', 'traces', 'environment'] as const;

/** What the variables of a page say about whom to ask; follows them as they change. */
export function useSourceContext(scene: SceneObject): SourceContext {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscriptions = VARIABLES.map((name) =>
        sceneGraph.lookupVariable(name, scene)?.subscribeToState(() => onChange())
      );
      return () => subscriptions.forEach((subscription) => subscription?.unsubscribe());
    },
    [scene]
  );
  const written = useSyncExternalStore(subscribe, () => JSON.stringify(contextOf(scene)));
  return useMemo(() => JSON.parse(written) as SourceContext, [written]);
}

function contextOf(scene: SceneObject): SourceContext {
  const uid = (name: string) => {
    const value = sceneGraph.lookupVariable(name, scene)?.getValue();
    return typeof value === 'string' ? value : '';
  };
  return {
    metrics: uid('metrics'),
    logs: uid('logs'),
    traces: uid('traces'),
    environments: parseList(sceneGraph.interpolate(scene, '${environment:json}')),
  };
}

/** The time range of a page, in milliseconds; a new one at every refresh. */
export function useTimeSpan(scene: SceneObject): TimeSpan {
  const { value } = sceneGraph.getTimeRange(scene).useState();
  return useMemo(() => ({ from: value.from.valueOf(), to: value.to.valueOf() }), [value]);
}
