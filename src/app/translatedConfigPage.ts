import { loadTranslations } from '../i18n/loadTranslations';
import { ConfigPage } from './ConfigPage';

await loadTranslations();

export default ConfigPage;
