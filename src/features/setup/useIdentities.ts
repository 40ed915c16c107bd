import { useCallback, useState } from 'react';
import { type ServiceIdentity } from '../../correlation/joins';
import { type Failure } from '../../datasources/failure';
import { type SettingsState } from '../../datasources/settingsStore';
import { forgetIdentities, serviceIdentities, type SourceContext } from '../../datasources/sources';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';

const HOUR_MS = 3_600_000;

export interface IdentitiesState {
  /** What was found last; undefined until somebody asked. */
  identities?: ServiceIdentity[];
  failure?: Failure;
  isLooking: boolean;
  /** Whether the set-up changed since. */
  isOutdated: boolean;
  /** Looks at the last hour. */
  look: () => void;
}

/**
 * Which names are one service: asked when somebody wants to know, since it costs many requests.
 * @param context the data sources and environments that other pages ask
 */
export function useIdentities(settings: SettingsState, context: SourceContext): IdentitiesState {
  const [asked, setAsked] = useState<{ context: SourceContext; now: number; settings: SettingsState }>();
  const { value, isLoading, failure } = useAsyncQuery(
    asked && (() => serviceIdentities(asked.context, { from: asked.now - HOUR_MS, to: asked.now })),
    [asked],
    'Your data sources'
  );
  const look = useCallback(() => {
    forgetIdentities();
    setAsked({ context, now: Date.now(), settings });
  }, [context, settings]);
  return {
    identities: value,
    failure,
    isLooking: isLoading,
    isOutdated: asked !== undefined && asked.settings !== settings,
    look,
  };
}
