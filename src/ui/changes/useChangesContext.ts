import { useMemo } from 'react';
import { type SceneObject } from '@grafana/scenes';
import { useLocation } from 'react-router-dom';
import { SOURCE_KEYS } from '../../correlation/sharedUrlState';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { useSourceContext } from '../page/sourceContext';

/**
 * Whom a page asks what changed. A page that shows numbers only has no choice of a data source for logs and traces;
 * what was chosen on another page is in the address all the same.
 */
export function useChangesContext(scene: SceneObject): SourceContext {
  const context = useSourceContext(scene);
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  const logs = context.logs || (params.get(SOURCE_KEYS.logs) ?? '');
  const traces = context.traces || (params.get(SOURCE_KEYS.traces) ?? '');
  // The same as long as nobody else is asked, whatever else the address says.
  return useMemo(() => ({ ...context, logs, traces }), [context, logs, traces]);
}
