import { type ServiceLevelObjective } from '../analysis/objectives/objective';

/** What the sample shop promises; how it keeps that is counted as for any other shop. */
export const SAMPLE_OBJECTIVES: readonly ServiceLevelObjective[] = [
  { service: 'shop-api', target: 0.995, days: 30 },
  { service: 'shop-api', route: '/checkout', threshold: 0.5, target: 0.95, days: 7 },
  { service: 'payments', target: 0.99, days: 30 },
  { service: 'inventory', threshold: 0.1, target: 0.99, days: 30 },
];
