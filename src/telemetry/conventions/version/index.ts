import { gauge, type Signal } from '../signal';
import { serviceSignals, signalKind } from '../signalKind';

/** Info metrics whose labels say which version runs; a service's own before OpenTelemetry's for every target. */
const SIGNALS: readonly Signal[] = [
  gauge('build', 'shop_build_info', 'count', 'max'),
  gauge('build', 'app_build_info', 'count', 'max'),
  gauge('build', 'build_info', 'count', 'max'),
  gauge('build', 'target_info', 'count', 'max'),
];

export const version = signalKind('version', [serviceSignals(SIGNALS)]);
