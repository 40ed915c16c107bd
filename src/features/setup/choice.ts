import { type DataSourceInstanceSettings } from '@grafana/data';
import { chooseDataSource, dataSourcesFor, type SignalKind } from '../../datasources/find';
import { classifyFailure, type Failure, theDataSource } from '../../datasources/failure';
import { t } from '../../i18n/t';

/** Which data source is asked for one kind of signal, and by which rule. */
export type Choice =
  | { kind: SignalKind; dataSource: DataSourceInstanceSettings; why: string; warning?: string }
  | { kind: SignalKind; failure: Failure };

export interface Wanted {
  /** Uid that the URL names. */
  inUrl?: string;
  /** Uid that the settings name. */
  inSetup?: string;
  /** Where the settings' uid comes from. */
  setBy: 'admin' | 'provisioning';
}

/** Explains the choice that {@link chooseDataSource} makes. */
export function explainChoice(kind: SignalKind, { inUrl, inSetup, setBy }: Wanted): Choice {
  try {
    const dataSource = chooseDataSource(kind, inUrl, inSetup);
    const all = dataSourcesFor(kind);
    const isThere = (uid: string | undefined) => all.some((one) => one.uid === uid);
    const warning =
      inSetup && !isThere(inSetup)
        ? t('setup.choice.gone', 'The configured data source “{{uid}}” does not exist or you cannot see it', {
            uid: inSetup,
          })
        : undefined;
    // The pages write their data source into the URL, so it says something only where it differs from what holds
    // anyway.
    if (dataSource.uid !== chooseDataSource(kind, inSetup).uid) {
      const why = t('setup.choice.in-url', 'Selected at the top of the page (stored in the URL)');
      return { kind, dataSource, warning, why };
    }
    return { kind, dataSource, warning, why: ruleFor(dataSource, all, inSetup, setBy) };
  } catch (error) {
    return { kind, failure: classifyFailure(error, theDataSource()) };
  }
}

function ruleFor(
  dataSource: DataSourceInstanceSettings,
  all: readonly DataSourceInstanceSettings[],
  inSetup: string | undefined,
  setBy: Wanted['setBy']
): string {
  if (dataSource.uid === inSetup) {
    return setBy === 'admin'
      ? t('setup.choice.by-admin', 'Set by an admin')
      : t('setup.choice.by-provisioning', 'Set by provisioning');
  }
  if (all.length === 1) {
    return t('setup.choice.only-one', 'Only data source of this type');
  }
  return dataSource.isDefault
    ? t('setup.choice.default', 'Grafana default ({{count}} of this type)', { count: all.length })
    : t('setup.choice.first', 'First of {{count}}; no default set. Choose one below if this is wrong', {
        count: all.length,
      });
}
