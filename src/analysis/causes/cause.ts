import { type TimeSpan } from '../../telemetry/timeSpan';
import { type Difference } from '../selection/difference';
import { type Change, type Changes } from './change';

/** What speaks for a service as the cause, each 0 to 1. */
export interface Evidence {
  /** Its part of all failures that nobody called explains. */
  ownFailures?: number;
  /** Its part of all latency that nobody called explains. */
  ownSeconds?: number;
  /** By how much more often failures begin in its spans, without one below them. */
  origins?: number;
  /** Its part of the time that spans took by themselves beyond what was usual. */
  selfTime?: number;
  /** CPU, memory, waiting work or restarts of it changed. */
  resources?: number;
  /** A version of it began to run just then. */
  version?: number;
  /** It changed before all others did, as far as can be told. */
  first?: number;
  /** Its part of the requests that came in addition, and not from other services. */
  demand?: number;
}

/** One possible cause. */
export interface Cause {
  /** The service, or what is outside that is called, where it began. */
  service: string;
  isOutside: boolean;
  /** Of what is outside: the service that calls it and sees most of it. */
  calledBy?: string;
  /** The route, instance and version of it that carry nearly all of it, where one does. */
  route?: string;
  instance?: string;
  version?: string;
  /** What is outside whose calls from it went wrong. */
  outside?: string;
  /** The operation whose own time grew most. */
  operation?: string;
  /** What sets its bad requests apart from its others. */
  attributes: Difference[];
  evidence: Evidence;
  /** What the evidence adds up to: more is likelier. */
  score: number;
  /** How likely this is the cause, 0 to 1: see `sureness.ts`. */
  sure: number;
  /** When it began: the likeliest moment, and those that are possible. Milliseconds since the epoch. */
  began?: { at: number } & TimeSpan;
  /** What of it changed. */
  changes: Change[];
  /** Who suffers because they call it, directly or not. */
  victims: string[];
}

/** The answer: what changed, and why. */
export interface WhatChanged {
  /**
   * `nothing`: no change that is worse, large enough and no chance. `unclear`: something did, but none of the causes is
   * likely; none may be named where the symptom that was asked about is there alone. `causes`: the first one is likely.
   * `no-past`: nothing is known of the earlier time, so nothing can be said of what is new.
   */
  verdict: 'nothing' | 'unclear' | 'causes' | 'no-past';
  /** The likeliest first. */
  causes: Cause[];
  changes: Changes;
}
