import { ENTITIES, type EntityKindSpec } from '../telemetry/entities';
import { PATHS } from './routes';

it('the page that shows an entity is one that there is', () => {
  const named = Object.values<EntityKindSpec>(ENTITIES).flatMap(({ page }) => page ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((page) => !(page in PATHS))).toEqual([]);
});
