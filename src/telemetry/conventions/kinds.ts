import { type SignalMeasure } from '../measures';
import { host } from './host';
import { type DetectionKind } from './kind';
import { lag } from './lag';
import { requests } from './requests';
import { resources } from './resources';
import { shop } from './shop';
import { type Signal } from './signal';
import { version } from './version';

/** Every kind of telemetry that is detected. To add one, add its conventions here. */
export const DETECTION_KINDS: readonly DetectionKind[] = [requests, resources, shop, version, lag, host];

/** The metrics that are looked for to answer a measure, the preferred one first. */
export function knownSignals(measure: SignalMeasure): Signal[] {
  return DETECTION_KINDS.flatMap(({ signals }) => signals).filter((signal) => signal.measure === measure);
}
