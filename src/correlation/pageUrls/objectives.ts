import { PATHS } from '../routes';
import { pageUrl, param } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** /objectives: all objectives, worst first. */
export const objectivesUrl = pageUrl<TableState>(PATHS.objectives, TABLE_PARAMS);

/** What /objectives/objective is about. */
export interface ObjectiveState {
  /** The id of an objective; empty where the URL names none. */
  objective: string;
}

/** /objectives/objective?objective=: one objective. */
export const objectiveUrl = pageUrl<ObjectiveState, 'objective'>(PATHS.objective, {
  keys: ['objective'],
  read: (params) => ({ objective: params.get('objective') ?? '' }),
  write: ({ objective }) => param('objective', objective),
});
