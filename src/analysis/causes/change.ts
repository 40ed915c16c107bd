import { type CaseEntity, type CaseMeasure, type CasePattern } from './case';
import { type Onset } from './onset';
import { type Segment } from './steps';

/** A series that is otherwise than before, which chance does not explain. */
export interface Change {
  entity: CaseEntity;
  measure: CaseMeasure;
  /** Whether it is for the worse: more failures, slower, fuller. Requests are neither. */
  isWorse: boolean;
  /** Places among the steps of the later time. */
  segment: Segment;
  onset: Onset;
  /** As the measure has it: a share, seconds, requests in a step, or what the level is in. */
  before: number;
  during: number;
  /** Standard deviations. */
  z: number;
  /** Adjusted for all that was looked at; of a symptom that only stands out when tested alone, that test's own. */
  p: number;
}

/** A call that fails more often than before, as the caller sees it. */
export interface EdgeChange {
  from: string;
  to: string;
  /** Calls that failed beyond what was to be expected. */
  excess: number;
  before: number;
  during: number;
  p: number;
}

/** A pattern of log lines that is more, or less, frequent than before. */
export interface PatternChange extends CasePattern {
  /** Lines beyond what was to be expected. */
  excess: number;
  p: number;
}

/** All that changed, and how much was looked at. */
export interface Changes {
  series: Change[];
  edges: EdgeChange[];
  patterns: PatternChange[];
  /** Series, calls and patterns that were tested. */
  looked: number;
}
