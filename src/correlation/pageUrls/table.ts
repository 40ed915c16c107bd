import { type Order, readOrder, writeOrder } from './order';
import { param, type ParamsCodec } from './pageUrl';

/** What is kept of a table of services or routes; which columns there are is the table's affair. */
export interface TableState {
  /** Undefined for the order that the table has by itself. */
  order?: Order;
  /** The part of a name that rows must have. */
  filter: string;
}

export const TABLE_PARAMS: ParamsCodec<TableState> = {
  keys: ['sort', 'filter'],
  read: (params) => ({
    order: readOrder(params.get('sort'), (text): text is string => text !== ''),
    filter: params.get('filter') ?? '',
  }),
  write: ({ order, filter }) => [...param('sort', order && writeOrder(order)), ...param('filter', filter)],
};
