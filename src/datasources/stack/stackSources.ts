import { type StackSource } from '../../telemetry/questions/stack';
import { type SampleMode } from '../client/sampleMode';
import { type SettingsStore } from '../client/settingsStore';
import { type SourceContext } from '../client/sourceContext';
import { loadSample } from '../sampleShop';
import { OwnStack, type StackBasis } from './ownStack';

/** What of the client the stack rests on. */
interface Basis extends StackBasis {
  settings: Pick<SettingsStore, 'load'>;
  sampleMode: Pick<SampleMode, 'isOn'>;
}

/**
 * Whom this user asks about the monitoring stack: the sample shop while sample data is on, else its servers.
 * No part of the client, so that only the Stack page loads what knows them.
 * @param at the end of the page's time range, to which sample data answers; servers know the present only
 */
export async function openStack(basis: Basis, context: SourceContext, at: number): Promise<StackSource> {
  if (basis.sampleMode.isOn()) {
    return (await loadSample()).openSampleStack(at);
  }
  return new OwnStack(basis, context, await basis.settings.load());
}
