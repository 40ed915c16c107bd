import { readUnits } from '../../duration';
import { METHODS, readStatus } from '../../http';
import { type PartialRecord } from '../../partialRecord';
import { readHeader } from '../header/readHeader';
import { takeRequest } from '../request';
import { keep } from './accessLog';

const MIN_COLUMNS = 3;
const MAX_COLUMNS = 16;
const ADDRESS =
  /^(?!\d\d:\d\d:\d\d$)(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?)(?::\d{1,5})?$/i;
const REQUEST = /^([A-Z]{3,8})\s+"?((?:https?:\/\/|\/)[^\s"]{0,4000})"?(?:\s|$)/;

/**
 * Reads an access log in columns between bars, as frameworks for Go write it: Gin's `[GIN] 2019/09/06 - 08:33:33 | 500
 * | 1.2ms | 127.0.0.1 | POST "/cart"`, Fiber's `10:30:15 | 200 | 1.2ms | 127.0.0.1 | GET | /cart | -`. What a column
 * holds is told by its looks.
 */
export function readColumns(draft: PartialRecord, line: string): boolean {
  const bar = line.indexOf('|');
  if (bar < 0 || bar > 120) {
    return false;
  }
  const [text = '', ...more] = line.split('\n', 20);
  const columns = text.split('|', MAX_COLUMNS).map((column) => column.trim());
  const [status, time, client, method, path] = [
    columns.find((column) => /^[1-5]\d\d$/.test(column)),
    columns.map((column) => readUnits(column)).find((seconds) => seconds !== undefined),
    columns.find((column) => ADDRESS.test(column)),
    columns.find((column) => METHODS.has(column)),
    columns.find((column) => /^"?(?:https?:\/)?\/\S*$/.test(column)),
  ];
  const request = columns.map((column) => REQUEST.exec(column)).find((match) => METHODS.has(match?.[1] ?? ''));
  const [, verb = method, url = path] = request ?? [];
  if (columns.length < MIN_COLUMNS || status === undefined || verb === undefined || url === undefined) {
    return false;
  }
  takeRequest(draft, verb, url.replace(/"/g, ''));
  draft.status = readStatus(status);
  draft.duration = time;
  draft.level ??= readHeader(text).level;
  // Gin lists the errors of a handler in lines below.
  const errors = [columns.at(-1) ?? '', ...more].filter((one) => /^(?:Error #\d|.*\berror\b)/i.test(one));
  draft.message = [`${verb} ${url.replace(/"/g, '')}`, ...errors.filter((one) => one !== url)].join('\n').trim();
  keep(draft, { 'client.address': client });
  return true;
}
