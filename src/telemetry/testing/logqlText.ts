import { parser } from '@grafana/lezer-logql';
import { errorsIn, partsIn } from './grammar';

/** Where the grammar of LogQL finds errors in a text. */
export const logqlErrors = (text: string): string[] => errorsIn(parser, text);

/** The string literals of a LogQL text, as they are written. */
export const logqlStrings = (text: string): string[] => partsIn(parser, text, ['String']);
