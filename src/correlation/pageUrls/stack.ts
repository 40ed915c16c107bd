import { PATHS } from '../routes';
import { pageUrl } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** /stack: the servers of the monitoring stack, the worst first. */
export const stackUrl = pageUrl<TableState>(PATHS.stack, TABLE_PARAMS);
