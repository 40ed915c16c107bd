import { type LatencyBound } from '../../analysis/objectives/latencyBound';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type Standing, standingOf } from '../../analysis/objectives/standing';
import { urgencyOf } from '../../analysis/state';
import { type CountedObjectives, eventsOf } from '../../datasources/objectives/askObjectives';
import { type Uncounted } from '../../datasources/objectives/readEvents';

/** One objective as it is shown. */
export interface ObjectiveRow {
  id: string;
  objective: ServiceLevelObjective;
  standing: Standing;
  /** The long windows are still being counted: what of the budget is left is not known yet. */
  isCounting: boolean;
  /** Why its budget is not known. */
  uncounted?: Uncounted;
  /** Where its latency is counted. */
  bound?: LatencyBound;
}

/**
 * The rows of objectives, worst first.
 * @param isComplete whether the long windows were counted, too
 */
export function objectiveRows(
  objectives: readonly ServiceLevelObjective[],
  counted: CountedObjectives,
  isComplete: boolean
): ObjectiveRow[] {
  const rows = objectives.map((objective): ObjectiveRow => {
    const id = objectiveId(objective);
    const standing = standingOf(objective, eventsOf(counted, objective));
    return {
      id,
      objective,
      standing,
      isCounting: !isComplete && standing.events === undefined,
      uncounted: standing.events === undefined ? counted.uncounted.get(id) : undefined,
      bound: counted.bounds.get(id),
    };
  });
  return rows.sort((a, b) => {
    const [now, then] = [a, b].map(urgencyValues);
    const differs = (now ?? []).findIndex((value, index) => value !== then?.[index]);
    return differs < 0 ? a.id.localeCompare(b.id) : (then?.[differs] ?? 0) - (now?.[differs] ?? 0);
  });
}

/** How soon to look: by state, then by when the budget is exhausted, then by how little is left. */
export function urgencyValues({ standing: { state, exhaustedIn, left } }: ObjectiveRow): number[] {
  return [urgencyOf(state), -(exhaustedIn ?? Infinity), -(left ?? Infinity)];
}
