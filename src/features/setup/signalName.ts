import { type SignalKind } from '../../datasources/find';
import { t } from '../../i18n/t';

/** What a kind of telemetry is called as a title. */
export function signalName(kind: SignalKind): string {
  switch (kind) {
    case 'metrics':
      return t('setup.signal.metrics', 'Metrics');
    case 'logs':
      return t('setup.signal.logs', 'Logs');
    case 'traces':
      return t('setup.signal.traces', 'Traces');
  }
}
