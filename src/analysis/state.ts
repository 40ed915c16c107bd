import { type Share, twoProportionZ } from './proportions';

/** How something is doing. `unknown` is an answer of its own: nothing was measured that could tell. */
export type State = 'ok' | 'warning' | 'bad' | 'unknown';

/** What was measured of one service or route over one time range. Undefined: not measured. */
export interface Measured {
  requests?: number;
  /** Share of requests that failed, 0 to 1. */
  errorRatio?: number;
  /** 95th percentile of durations, seconds. */
  p95?: number;
}

/** What is promised of a service. */
export interface ServiceObjective {
  errorRatio?: number;
  p95?: number;
}

/** A state, and what it rests on. */
export interface Judgement {
  state: State;
  /** Which rule spoke, and on what, for the tooltip. */
  why: string;
}

/** Fewer requests than this say nothing about a share or a percentile. */
const ENOUGH_REQUESTS = 20;

/** z beyond which a change of a share is not chance: one-sided p < 0.001. */
const CLEAR_Z = 3.09;

const SEVERITY: Record<State, number> = { unknown: 0, ok: 1, warning: 2, bad: 3 };

const URGENCY: Record<State, number> = { bad: 3, warning: 2, unknown: 1, ok: 0 };

/** How soon to look; what is unknown comes before what is known to be well, because somebody has to look. */
export function urgencyOf(state: State): number {
  return URGENCY[state];
}

/**
 * Judges by the objective where one is set, else by the own past. Errors and durations are judged apart and the worse
 * one speaks.
 * @param when what `before` is, in words: `yesterday`
 */
export function judge(
  now: Measured,
  before: Measured,
  objective: ServiceObjective = {},
  when = 'in the period before'
): Judgement {
  if (!(now.requests !== undefined && now.requests > 0)) {
    return (before.requests ?? 0) >= ENOUGH_REQUESTS
      ? { state: 'bad', why: `No requests any more; there were ${whole(before.requests)} ${when}` }
      : { state: 'unknown', why: 'No requests in this time range' };
  }
  const judgements = [judgeErrors(now, before, objective, when), judgeDuration(now, before, objective, when)];
  const worst = judgements.reduce((a, b) => (SEVERITY[b.state] > SEVERITY[a.state] ? b : a));
  if (worst.state === 'ok' && now.errorRatio === undefined) {
    return { state: 'ok', why: `${worst.why}. Errors are unknown: no status is measured` };
  }
  return worst;
}

function judgeErrors(now: Measured, before: Measured, objective: ServiceObjective, when: string): Judgement {
  const { errorRatio } = now;
  const requests = now.requests ?? 0;
  if (errorRatio === undefined) {
    return { state: 'unknown', why: 'Errors are unknown: no status is measured' };
  }
  const failures = errorRatio * requests;
  if (objective.errorRatio !== undefined) {
    const goal = `objective: at most ${percent(objective.errorRatio)} fail`;
    if (errorRatio > objective.errorRatio && failures >= 2) {
      return { state: 'bad', why: `${percent(errorRatio)} of requests fail (${goal})` };
    }
    return errorRatio > objective.errorRatio / 2 && failures >= 2
      ? {
          state: 'warning',
          why: `${percent(errorRatio)} of requests fail, more than half of what is allowed (${goal})`,
        }
      : { state: 'ok', why: `${percent(errorRatio)} of requests fail (${goal})` };
  }
  if (requests < ENOUGH_REQUESTS) {
    // Backends extrapolate counts, so two failures may be read as a little less.
    return failures >= 1.5
      ? { state: 'warning', why: `${whole(failures)} of only ${whole(requests)} requests failed` }
      : { state: 'ok', why: `Only ${whole(requests)} requests: too few to judge errors by` };
  }
  const past = before.errorRatio;
  if (past === undefined || (before.requests ?? 0) < ENOUGH_REQUESTS) {
    const state = errorRatio >= 0.05 ? 'bad' : errorRatio >= 0.01 ? 'warning' : 'ok';
    return { state, why: `${percent(errorRatio)} of requests fail; there is no past to compare with` };
  }
  const share: Share = { hits: failures, total: requests };
  const z = twoProportionZ(share, { hits: past * (before.requests ?? 0), total: before.requests ?? 0 });
  const why = `${percent(errorRatio)} of requests fail, ${percent(past)} ${when}`;
  if (z >= CLEAR_Z && errorRatio >= 1.5 * past) {
    return { state: errorRatio >= 0.02 ? 'bad' : errorRatio >= 0.005 ? 'warning' : 'ok', why };
  }
  // What fails half of the time is broken, however long it has been so.
  const state = errorRatio >= 0.5 ? 'bad' : errorRatio >= 0.05 ? 'warning' : 'ok';
  return { state, why: `${why}: no clear change` };
}

function judgeDuration(now: Measured, before: Measured, objective: ServiceObjective, when: string): Judgement {
  const { p95 } = now;
  if (p95 === undefined) {
    return { state: 'unknown', why: 'Durations are not measured' };
  }
  if (objective.p95 !== undefined) {
    const goal = `objective: 95% within ${milliseconds(objective.p95)}`;
    return {
      state: p95 > objective.p95 ? 'bad' : 'ok',
      why: `95% of requests take up to ${milliseconds(p95)} (${goal})`,
    };
  }
  const past = before.p95;
  if (past === undefined || (before.requests ?? 0) < ENOUGH_REQUESTS || (now.requests ?? 0) < ENOUGH_REQUESTS) {
    return { state: 'ok', why: `95% of requests take up to ${milliseconds(p95)}; there is no past to compare with` };
  }
  const slower = p95 - past;
  const why = `95% of requests take up to ${milliseconds(p95)}, ${milliseconds(past)} ${when}`;
  if (slower >= 0.05 && p95 >= 3 * past) {
    return { state: 'bad', why };
  }
  return slower >= 0.05 && p95 >= 1.5 * past ? { state: 'warning', why } : { state: 'ok', why };
}

/** Two significant digits, written out: `14%`, `0.35%`. */
function percent(share: number): string {
  const rounded = Number((share * 100).toPrecision(2));
  return rounded > 0 && rounded < 0.001 ? '< 0.001%' : `${rounded}%`;
}

const whole = (count: number | undefined) => Math.round(count ?? 0).toLocaleString('en-US');
const milliseconds = (seconds: number) => `${Math.round(seconds * 1000).toLocaleString('en-US')} ms`;
