import { hash, unit } from '../random';
import { type Requests } from '../requests/find';
import { BUCKET_MS, stepCount } from '../time';
import { type SampleExemplar } from './answer';
import { type Cell, MEANS_ONLY, meets } from './fields';
import { type Asked, type CountedCell, type Share } from './tally';

/** More would be a cloud. */
const MOST = 24;

interface Candidate {
  cell: Cell;
  share: Share;
  counts: Float64Array;
}

/**
 * Single requests that stand for a distribution over time, spread over the steps: by turns anyone, and one of the
 * slowest, as a histogram that keeps an exemplar for each bucket would have them.
 */
export function exemplars(
  requests: Requests,
  { counts, where, steps }: Asked,
  counted: readonly CountedCell[]
): SampleExemplar[] {
  const requestsOf = counts.over(steps);
  const candidates = counted
    .filter(({ cell }) => cell.service !== MEANS_ONLY && meets(cell, where, steps.from))
    .flatMap(({ cell, shares }) =>
      shares.map((share): Candidate => ({ cell, share, counts: requestsOf(share.stream) }))
    )
    .sort((a, b) => b.share.seconds - a.share.seconds);
  const every = Math.max(1, Math.ceil(stepCount(steps) / MOST));
  const found: SampleExemplar[] = [];
  for (let step = 0, turn = 0; step < stepCount(steps); step += every, turn++) {
    const candidate = turn % 2 === 0 ? anyone(candidates, step, steps.from + step) : slowest(candidates, step);
    if (candidate) {
      found.push(asExemplar(requests, candidate, step, steps));
    }
  }
  return found;
}

function anyone(candidates: readonly Candidate[], step: number, seed: number): Candidate | undefined {
  const total = candidates.reduce((sum, { counts }) => sum + (counts[step] ?? 0), 0);
  let rank = Math.floor(unit(hash(seed, 0xea)) * total);
  return candidates.find(({ counts }) => {
    rank -= counts[step] ?? 0;
    return rank < 0;
  });
}

function slowest(candidates: readonly Candidate[], step: number): Candidate | undefined {
  return candidates.find(({ counts }) => (counts[step] ?? 0) > 0);
}

function asExemplar(requests: Requests, candidate: Candidate, step: number, steps: Asked['steps']): SampleExemplar {
  const { cell, share, counts } = candidate;
  const from = steps.from + step * steps.step;
  const rank = Math.floor(unit(hash(share.stream.seed, from)) * (counts[step] ?? 1));
  const request = requests.nth(share.stream, from, Math.min(from + steps.step, steps.to), rank);
  const span = request.spans.find(
    ({ service, kind, name }) =>
      kind === 'server' && service === cell.service && name === `${cell.method} ${cell.route}`
  );
  return {
    time: Math.min(request.start + request.duration, steps.to * BUCKET_MS),
    seconds: (span?.duration ?? request.duration) / 1000,
    labels: {
      trace_id: request.traceId,
      service: cell.service,
      method: cell.method ?? '',
      route: cell.route ?? '',
      status: String(cell.status ?? ''),
    },
  };
}
