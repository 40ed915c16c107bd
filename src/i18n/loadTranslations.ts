import { initPluginTranslations } from '@grafana/i18n';
import { NAMESPACE } from './t';

/** Loads the plugin's texts in the reader's language, for what Grafana shows outside of the app. */
export async function loadTranslations(): Promise<void> {
  await initPluginTranslations(NAMESPACE);
}
