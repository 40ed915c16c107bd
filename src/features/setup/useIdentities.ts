import { useCallback, useState } from 'react';
import { t } from '../../i18n/t';
import { type ServiceIdentity } from '../../correlation/joins';
import { type Failure } from '../../datasources/failure';
import { useTelemetryClient } from '../../datasources/client/context';
import { type SettingsState } from '../../datasources/client/settingsStore';
import { type StoredNames } from '../../datasources/client/storedNames';
import { type SourceContext } from '../../datasources/client/sourceContext';
import { useAsyncQuery } from '../../ui/query/useAsyncQuery';

const HOUR_MS = 3_600_000;

export interface IdentitiesState {
  /** What was found last; undefined until somebody asked. */
  identities?: ServiceIdentity[];
  /** What pages found out before, or somebody who asked. */
  before?: StoredNames;
  failure?: Failure;
  isLooking: boolean;
  /** Whether settings changed since. */
  isOutdated: boolean;
  /** Looks at the last hour. */
  look: () => void;
}

/**
 * Which names are one service: asked when somebody wants to know, since it costs requests.
 * @param context the data sources and environments that other pages ask
 */
export function useIdentities(settings: SettingsState, context: SourceContext): IdentitiesState {
  const { identities } = useTelemetryClient();
  const [asked, setAsked] = useState<{ context: SourceContext; now: number; settings: SettingsState }>();
  const { value, isLoading, failure } = useAsyncQuery(
    asked && (() => identities.find(asked.context, { from: asked.now - HOUR_MS, to: asked.now })),
    [asked, identities],
    t('setup.names.your-sources', 'Your data sources')
  );
  const before = useAsyncQuery(
    async () => identities.foundBefore(context),
    [identities, context, settings, value]
  ).value;
  const look = useCallback(() => {
    identities.clear();
    setAsked({ context, now: Date.now(), settings });
  }, [context, settings, identities]);
  return {
    identities: value,
    before,
    failure,
    isLooking: isLoading,
    isOutdated: asked !== undefined && asked.settings !== settings,
    look,
  };
}
