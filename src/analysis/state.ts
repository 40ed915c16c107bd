import { BROKEN_SHARE, canTell, MORE_THAN_ONE } from './objectives/burnRate';
import { budgetShare } from './objectives/objective';
import { type Share, twoProportionZ } from './proportions';

/** How something is doing. `unknown` is an answer of its own: nothing was measured that could tell. */
export type State = 'ok' | 'warning' | 'critical' | 'unknown';

/** What was measured of one service or route over one time range. Undefined: not measured. */
export interface Measured {
  requests?: number;
  /** Share of requests that failed, 0 to 1. */
  errorRatio?: number;
  /** 95th percentile of latency, seconds. */
  p95?: number;
}

/** What is promised of a service. */
export interface ServiceObjective {
  errorRatio?: number;
  p95?: number;
  /** An error budget, where no error ratio is promised of each moment. */
  budget?: {
    target: number;
    /** The burn rate from which on it is critical; from 1 on it does not last. */
    critical: number;
  };
}

/** What is judged, by the name that it has among what is measured. */
export type JudgedMeasure = 'errorRatio' | 'p95';

/** Which rule spoke, and on what numbers. `ui/status/reasonText.ts` puts it into words. */
export type Reason =
  /** The requests could not be asked for. */
  | { rule: 'failed'; message: string }
  | { rule: 'no-requests' }
  /** There were requests, and are none any more. */
  | { rule: 'silent'; before: number }
  /** Neither failures nor latency is measured. */
  | { rule: 'unmeasured' }
  /** Too few requests to judge a share of them by. */
  | { rule: 'few-requests'; requests: number; failures: number }
  | { rule: 'objective'; measure: JudgedMeasure; now: number; objective: number }
  /** Within the objective, but over half of it. */
  | { rule: 'near-objective'; measure: 'errorRatio'; now: number; objective: number }
  /** The error budget lasts, or does not, from the limit on. */
  | { rule: 'error-budget'; measure: 'errorRatio'; now: number; rate: number; target: number; limit: number }
  | { rule: 'no-past'; measure: JudgedMeasure; now: number }
  | { rule: 'past'; measure: JudgedMeasure; now: number; before: number }
  /** The difference to the past can be chance. */
  | { rule: 'no-clear-change'; measure: 'errorRatio'; now: number; before: number }
  /** So many failures are never well, however long it has been so. */
  | { rule: 'always-too-many'; measure: 'errorRatio'; now: number; before: number; limit: number };

/** A state, and what it rests on. */
export interface Judgement {
  state: State;
  reason: Reason;
  /** Well as far as latency goes; of failures nothing is known. */
  isErrorRateUnknown?: boolean;
}

/** Fewer requests than this say nothing about a share or a percentile. */
const ENOUGH_REQUESTS = 20;

/** z beyond which a change of a share is not chance: one-sided p < 0.001. */
const CLEAR_Z = 3.09;

const SEVERITY: Record<State, number> = { unknown: 0, ok: 1, warning: 2, critical: 3 };

const URGENCY: Record<State, number> = { critical: 3, warning: 2, unknown: 1, ok: 0 };

/** How soon to look; what is unknown comes before what is known to be well, because somebody has to look. */
export function urgencyOf(state: State): number {
  return URGENCY[state];
}

/**
 * Judges by the objective where one is set, else by the own past. Failures and latency are judged apart and the worse
 * one speaks.
 */
export function judge(now: Measured, before: Measured, objective: ServiceObjective = {}): Judgement {
  if (!(now.requests !== undefined && now.requests > 0)) {
    const past = before.requests ?? 0;
    return past >= ENOUGH_REQUESTS
      ? { state: 'critical', reason: { rule: 'silent', before: past } }
      : { state: 'unknown', reason: { rule: 'no-requests' } };
  }
  const judgements = [judgeErrors(now, before, objective), judgeLatency(now, before, objective)];
  const [worst] = judgements
    .filter((judgement) => judgement !== undefined)
    .sort((a, b) => SEVERITY[b.state] - SEVERITY[a.state]);
  if (!worst) {
    return { state: 'unknown', reason: { rule: 'unmeasured' } };
  }
  return worst.state === 'ok' && now.errorRatio === undefined ? { ...worst, isErrorRateUnknown: true } : worst;
}

/** @returns undefined where failures are not measured */
function judgeErrors(now: Measured, before: Measured, objective: ServiceObjective): Judgement | undefined {
  const { errorRatio, requests = 0 } = now;
  if (errorRatio === undefined) {
    return undefined;
  }
  const failures = errorRatio * requests;
  const measured = { measure: 'errorRatio', now: errorRatio } as const;
  if (objective.errorRatio !== undefined) {
    const promised = { ...measured, objective: objective.errorRatio };
    if (errorRatio > objective.errorRatio && failures >= 2) {
      return { state: 'critical', reason: { rule: 'objective', ...promised } };
    }
    return errorRatio > objective.errorRatio / 2 && failures >= 2
      ? { state: 'warning', reason: { rule: 'near-objective', ...promised } }
      : { state: 'ok', reason: { rule: 'objective', ...promised } };
  }
  if (objective.budget && canTell({ total: requests, bad: failures }, objective.budget)) {
    return judgeBudget(errorRatio, objective.budget);
  }
  if (requests < ENOUGH_REQUESTS) {
    const state = failures >= MORE_THAN_ONE ? 'warning' : 'ok';
    return { state, reason: { rule: 'few-requests', requests, failures } };
  }
  const past = before.errorRatio;
  if (past === undefined || (before.requests ?? 0) < ENOUGH_REQUESTS) {
    const state = errorRatio >= 0.05 ? 'critical' : errorRatio >= 0.01 ? 'warning' : 'ok';
    return { state, reason: { rule: 'no-past', ...measured } };
  }
  const share: Share = { hits: failures, total: requests };
  const z = twoProportionZ(share, { hits: past * (before.requests ?? 0), total: before.requests ?? 0 });
  const compared = { ...measured, before: past };
  if (z >= CLEAR_Z && errorRatio >= 1.5 * past) {
    const state = errorRatio >= 0.02 ? 'critical' : errorRatio >= 0.005 ? 'warning' : 'ok';
    return { state, reason: { rule: 'past', ...compared } };
  }
  if (errorRatio >= 0.05) {
    // What fails half of the time is broken, however long it has been so.
    const [state, limit] =
      errorRatio >= BROKEN_SHARE ? (['critical', BROKEN_SHARE] as const) : (['warning', 0.05] as const);
    return { state, reason: { rule: 'always-too-many', ...compared, limit } };
  }
  return { state: 'ok', reason: { rule: 'no-clear-change', ...compared } };
}

function judgeBudget(errorRatio: number, { target, critical }: NonNullable<ServiceObjective['budget']>): Judgement {
  const share = budgetShare({ target });
  const rate = errorRatio / share;
  const urgent = Math.min(critical * share, BROKEN_SHARE);
  const state = rate >= critical || errorRatio >= BROKEN_SHARE ? 'critical' : rate > 1 ? 'warning' : 'ok';
  const limit = Number((state === 'critical' ? urgent : share).toPrecision(12));
  return { state, reason: { rule: 'error-budget', measure: 'errorRatio', now: errorRatio, rate, target, limit } };
}

/** @returns undefined where latency is not measured */
function judgeLatency(now: Measured, before: Measured, objective: ServiceObjective): Judgement | undefined {
  const { p95 } = now;
  if (p95 === undefined) {
    return undefined;
  }
  const measured = { measure: 'p95', now: p95 } as const;
  if (objective.p95 !== undefined) {
    const reason = { rule: 'objective', ...measured, objective: objective.p95 } as const;
    return { state: p95 > objective.p95 ? 'critical' : 'ok', reason };
  }
  const past = before.p95;
  if (past === undefined || (before.requests ?? 0) < ENOUGH_REQUESTS || (now.requests ?? 0) < ENOUGH_REQUESTS) {
    return { state: 'ok', reason: { rule: 'no-past', ...measured } };
  }
  const reason = { rule: 'past', ...measured, before: past } as const;
  const isSlower = p95 - past >= 0.05;
  const state = isSlower && p95 >= 3 * past ? 'critical' : isSlower && p95 >= 1.5 * past ? 'warning' : 'ok';
  return { state, reason };
}
