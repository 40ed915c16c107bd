import { css, cx } from '@emotion/css';
import { type Column } from './column';
import { hiddenBelow } from './widths';

const number = css({ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' });
// Twice, so that it wins over the alignment of the table.
const end = css({ '&&': { textAlign: 'right' } });

/** The class that the head and the cells of a column share: where they stand, and when they are left out. */
export function columnClass<Row>({ align, hideBelow }: Column<Row>): string | undefined {
  return cx(align === 'end' && end, hideBelow !== undefined && hiddenBelow(hideBelow)) || undefined;
}

/** The class of the cells of a column. */
export function cellClass<Row>(column: Column<Row>): string | undefined {
  return cx(column.isNumber && number, columnClass(column), column.className) || undefined;
}
