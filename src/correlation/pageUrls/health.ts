import { PATHS } from '../routes';
import { pageUrl } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** /health: every service. */
export const healthUrl = pageUrl<TableState>(PATHS.health, TABLE_PARAMS);
