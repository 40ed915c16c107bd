import { initPluginTranslations } from '@grafana/i18n';
import { NAMESPACE } from '../i18n/t';
import { ConfigPage } from './ConfigPage';

// Grafana shows it outside of the app, which has not been opened yet.
await initPluginTranslations(NAMESPACE);

export default ConfigPage;
