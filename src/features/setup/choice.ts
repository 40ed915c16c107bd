import { type DataSourceInstanceSettings } from '@grafana/data';
import { chooseDataSource, dataSourcesFor, type SignalKind } from '../../datasources/find';
import { classifyFailure, type Failure } from '../../datasources/failure';

/** Which data source is asked for one kind of signal, and by which rule. */
export type Choice =
  | { kind: SignalKind; dataSource: DataSourceInstanceSettings; why: string; warning?: string }
  | { kind: SignalKind; failure: Failure };

export interface Wanted {
  /** Uid that the URL names. */
  inUrl?: string;
  /** Uid that the set-up names. */
  inSetup?: string;
  /** Where the set-up's uid comes from. */
  setBy: 'an admin' | 'provisioning';
}

/** Explains the choice that {@link chooseDataSource} makes. */
export function explainChoice(kind: SignalKind, { inUrl, inSetup, setBy }: Wanted): Choice {
  try {
    const dataSource = chooseDataSource(kind, inUrl, inSetup);
    const all = dataSourcesFor(kind);
    const isThere = (uid: string | undefined) => all.some((one) => one.uid === uid);
    const warning =
      inSetup && !isThere(inSetup) ? `The set-up names "${inSetup}", which is not among your data sources.` : undefined;
    // The pages write their data source into the URL, so it says something only where it differs from what holds
    // anyway.
    if (dataSource.uid !== chooseDataSource(kind, inSetup).uid) {
      return { kind, dataSource, warning, why: 'Chosen in the control at the top of the pages; the URL carries it.' };
    }
    return { kind, dataSource, warning, why: ruleFor(dataSource, all, inSetup, setBy) };
  } catch (error) {
    return { kind, failure: classifyFailure(error, 'The data source') };
  }
}

function ruleFor(
  dataSource: DataSourceInstanceSettings,
  all: readonly DataSourceInstanceSettings[],
  inSetup: string | undefined,
  setBy: Wanted['setBy']
): string {
  if (dataSource.uid === inSetup) {
    return `Set by ${setBy}.`;
  }
  if (all.length === 1) {
    return 'The only one of its kind.';
  }
  return dataSource.isDefault
    ? `Grafana's default, among ${all.length} of its kind.`
    : `The first of ${all.length} of its kind; none is Grafana's default.`;
}
