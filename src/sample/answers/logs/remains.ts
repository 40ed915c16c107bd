import { type SampleLine } from '../../requests/request';
import { type Found, type Remains } from '../events';
import { lineKindsOf, type LineKind } from './kinds';
import { type UnreadLine, writeLine } from './line';

/** The lines that requests write. */
export const LINES: Remains<LineKind, SampleLine> = {
  kindsOf: lineKindsOf,
  itemsOf: ({ lines }) => [...lines].sort((a, b) => a.place - b.place),
  timeOf: ({ time }) => time,
};

/** The lines of a request as a log backend would hand them over. */
export function linesOf({ request, stream }: Found): UnreadLine[] {
  return request.lines.map((line) => writeLine(line, stream.site));
}
