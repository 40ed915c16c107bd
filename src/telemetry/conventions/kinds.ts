import { type SignalMeasure } from '../measures';
import { host } from './host';
import { http } from './http';
import { type DetectionKind } from './kind';
import { resources } from './resources';
import { shop } from './shop';
import { type Signal } from './signal';
import { version } from './version';

/** Every kind of telemetry that is detected. To add one, add its folder here. */
export const DETECTION_KINDS: readonly DetectionKind[] = [http, resources, shop, version, host];

/** The metrics that are looked for to answer a measure, the preferred one first. */
export function knownSignals(measure: SignalMeasure): Signal[] {
  return DETECTION_KINDS.flatMap(({ signals }) => signals).filter((signal) => signal.measure === measure);
}
