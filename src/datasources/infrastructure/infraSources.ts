import { type InfraSource } from '../../telemetry/questions/infrastructure';
import { type SampleMode } from '../client/sampleMode';
import { type SettingsStore } from '../client/settingsStore';
import { type SourceContext } from '../client/sourceContext';
import { loadSample } from '../sampleShop';
import { OwnInfra } from './ownInfra';

/** What of the client infrastructure rests on. */
interface Basis {
  settings: Pick<SettingsStore, 'load'>;
  sampleMode: Pick<SampleMode, 'isOn'>;
}

/**
 * Whom this user asks about hosts, containers and databases: the sample shop while sample data is on, else Prometheus.
 * No part of the client, so that only the pages of infrastructure load what knows them.
 */
export async function openInfra(basis: Basis, context: SourceContext): Promise<InfraSource> {
  return basis.sampleMode.isOn()
    ? (await loadSample()).openSampleInfra(context.environments)
    : new OwnInfra(context, await basis.settings.load());
}
