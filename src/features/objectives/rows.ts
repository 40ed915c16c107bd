import { type LatencyBound } from '../../analysis/objectives/latencyBound';
import { objectiveId, type ServiceLevelObjective } from '../../analysis/objectives/objective';
import { type Standing, standingOf } from '../../analysis/objectives/standing';
import { urgencyOf } from '../../analysis/state';
import { type CountedObjectives, eventsOf } from '../../datasources/objectives/askObjectives';
import { type Uncounted } from '../../datasources/objectives/readEvents';
import { type SortBy, sortRows } from '../../ui/entityTable/sort';

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
  return sortRows(
    rows.sort((a, b) => a.id.localeCompare(b.id)),
    BY_URGENCY
  );
}

/** How soon to look: by state, then by when the budget is exhausted, then by how little is left. */
export const BY_URGENCY: SortBy<ObjectiveRow> = {
  values: ({ standing: { state, exhaustedIn, left } }) => [
    urgencyOf(state),
    exhaustedIn === undefined ? undefined : -exhaustedIn,
    left === undefined ? undefined : -left,
  ],
  first: 'largest',
};
