import { type CaseSymptom, type ChangeCase } from '../../analysis/causes/case';
import { type WhatChanged } from '../../analysis/causes/cause';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Failure } from '../failure';

/** Two times of the shop, or of one of its services, that are to be compared. */
export interface ChangesQuestion {
  /** What the other time is compared with. The two need not meet. */
  before: TimeSpan;
  /** When something may have happened. */
  during: TimeSpan;
  /** The service whose changes, and those of whom it calls, are asked for; all where there is none. */
  service?: string;
  /** Only what is in this environment. */
  environment?: string;
  /** What one comes from, as an alert does. */
  about?: CaseSymptom;
}

/** Where what is compared was read. */
export type ChangesSignal = 'metrics' | 'traces' | 'logs';

/** How far reading one kind of telemetry has come. `missing`: there is no data source for it. */
export type SignalState =
  | { state: 'waiting' | 'read' | 'missing' }
  /** It was asked, and did not answer. */
  | { state: 'failed'; failure: Failure };

/** What changed, from what was read so far. */
export interface ChangesAnswer {
  question: ChangesQuestion;
  signals: Record<ChangesSignal, SignalState>;
  changed: WhatChanged;
  /** All that was looked at, for the pictures beside a cause. */
  one: ChangeCase;
  /** Milliseconds since it was asked. */
  took: number;
}
