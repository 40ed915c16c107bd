import { type ChangeCase } from '../../analysis/causes/case';
import { doMeet } from './steps';

type Times = Pick<ChangeCase, 'before' | 'during'>;

/** Of fewer steps nothing is told of either time. */
const LEAST_STEPS = 4;

/**
 * The times that can be compared where requests are counted only since some moment, as in a shop that was just set up:
 * the earlier one begins there; where it would have no data, the first third of what there is is the earlier one, since
 * what happened is looked for in all of the later one.
 * @returns undefined where there is data of both as they are, or too little to compare
 */
export function timesWithData(
  { before, during }: Times,
  { times, series }: Pick<ChangeCase, 'times' | 'series'>
): Times | undefined {
  const counted = series.filter(({ entity, measure }) => entity.kind === 'service' && measure === 'requests');
  const known = times.filter((_, place) => counted.some(({ values }) => typeof values[place] === 'number'));
  const [since] = known;
  const [first] = times;
  if (since === undefined || first === undefined || !doMeet(before, during) || before.from > during.from) {
    return undefined;
  }
  const step = Math.min(...times.slice(1).map((time, i) => time - (times[i] ?? 0)));
  // The first step of a rate is never known.
  if (since <= before.from + 2 * step || known.length < 2 * LEAST_STEPS) {
    return undefined;
  }
  const isSome = known.filter((time) => time < before.to).length >= LEAST_STEPS;
  const border = known[Math.max(LEAST_STEPS, Math.floor(known.length / 3))] ?? since;
  return isSome
    ? { before: { from: since, to: before.to }, during }
    : { before: { from: since, to: border }, during: { from: border, to: during.to } };
}
