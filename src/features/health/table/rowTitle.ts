import { type HealthRow } from '../../../analysis/healthRows';

/** What tells a row from all others: the name, and where there is a row for each environment, that too. */
export function rowTitle({ name, environment }: HealthRow): string {
  return environment ? `${name}, ${environment}` : name;
}
