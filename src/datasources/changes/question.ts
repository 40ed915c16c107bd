import { type CaseSymptom, type ChangeCase } from '../../analysis/causes/case';
import { type WhatChanged } from '../../analysis/causes/cause';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Failure } from '../failure';

/**
 * Two times of the shop, or of one of its services, that are to be compared. Whom one asks, and in which environments,
 * is not part of it: a page's source context says so, and a page may show several environments.
 */
export interface ChangesQuestion {
  /** What the other time is compared with. The two need not meet. */
  before: TimeSpan;
  /** When something may have happened. */
  during: TimeSpan;
  /** The service whose changes, and those of whom it calls, are asked for; all where there is none. */
  service?: string;
  /** What one comes from, as an alert does. */
  about?: CaseSymptom;
}

/** Where what is compared was read. */
export type ChangesSignal = 'metrics' | 'traces' | 'logs';

/**
 * How far reading one kind of telemetry has come. `missing`: there is no data source for it. `unasked`: metrics were
 * read and nothing in them changed, so nothing is asked for that would only tell why.
 */
export type SignalState =
  | { state: 'waiting' | 'read' | 'missing' | 'unasked' }
  /** It was asked, and did not answer. */
  | { state: 'failed'; failure: Failure };

/** What changed, from what was read so far. */
export interface ChangesAnswer {
  /** What was asked; of its times those of which there is data. */
  question: ChangesQuestion;
  /** Since when there is data, where that is not of all of the times that were asked about. */
  dataSince?: number;
  signals: Record<ChangesSignal, SignalState>;
  changed: WhatChanged;
  /** All that was looked at, for the pictures beside a cause. */
  one: ChangeCase;
  /** Milliseconds since it was asked. */
  took: number;
}
