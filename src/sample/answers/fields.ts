import { type Condition } from '../../telemetry/questions/metric';
import { type Field } from '../../telemetry/vocabulary';
import { type ServiceName } from '../calls';
import { instanceOf, type Site } from '../sites';
import { versionAt } from '../versions';

/** One kind of thing that is counted: what was asked of which instance, and how it went. */
export interface Cell {
  service: ServiceName;
  site: Site;
  route?: string;
  method?: string;
  status?: number;
}

/**
 * It counts its requests with a library that knows nothing of traces and keeps no buckets, as shops that have grown
 * have one: a mean is all that its metrics tell of latency, and they have no exemplars.
 */
export const MEANS_ONLY: ServiceName = 'notifications';

/** Fields that say where something runs. All that is measured has them. */
export const PLACE_FIELDS: readonly Field[] = ['service', 'instance', 'environment', 'namespace', 'version'];

/** Fields of the requests that the shop's services serve. */
export const SHOP_FIELDS: readonly Field[] = [...PLACE_FIELDS, 'route', 'method', 'status'];

/** The value of a field; versions are those of a bucket. Empty where the cell has none. */
export function fieldOf(cell: Cell, field: Field, bucket: number): string {
  switch (field) {
    case 'service':
      return cell.service;
    case 'route':
      return cell.route ?? '';
    case 'method':
      return cell.method ?? '';
    case 'status':
      return cell.status === undefined ? '' : String(cell.status);
    case 'instance':
      return instanceOf(cell.service, cell.site);
    case 'environment':
      return cell.site.environment;
    case 'namespace':
      return cell.site.namespace;
    case 'version':
      return versionAt(cell.service, cell.site, bucket);
    default:
      return '';
  }
}

/** Whether a cell meets all conditions. One without values has not been made yet, and is met. */
export function meets(cell: Cell, where: readonly Condition[], bucket: number): boolean {
  return where.every(
    ({ field, op, values }) => values.length === 0 || values.includes(fieldOf(cell, field, bucket)) === (op === 'in')
  );
}

/** Whether a question needs the field. */
export function needs(field: Field, by: readonly Field[], where: readonly Condition[]): boolean {
  return by.includes(field) || where.some((condition) => condition.field === field && condition.values.length > 0);
}

/** Fields that are asked for, but that what is measured does not have. */
export function lacking(has: readonly Field[], by: readonly Field[], where: readonly Condition[]): Field[] {
  const asked = [...by, ...where.filter(({ values }) => values.length > 0).map(({ field }) => field)];
  return [...new Set(asked)].filter((field) => !has.includes(field));
}
