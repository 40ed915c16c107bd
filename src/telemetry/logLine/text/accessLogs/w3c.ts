import { METHODS, readStatus } from '../../http';
import { type PartialRecord } from '../../partialRecord';
import { takeRequest } from '../request';
import { keep, ofMilliseconds } from './accessLog';

/*
 * The W3C's extended log format says in a line of its own what its columns are. Lines are read without it, by the
 * columns that their servers write if nobody chose others.
 */

const BEGINNING = /^\d{4}-\d\d-\d\d([ \t])\d\d:\d\d:\d\d\1/;

/** Reads a line of IIS, of Azure App Service, or of CloudFront. */
export function readW3c(draft: PartialRecord, line: string): boolean {
  const delimiter = BEGINNING.exec(line)?.[1];
  if (delimiter === undefined) {
    return false;
  }
  const columns = line.split(delimiter, 60);
  const at = columns.findIndex((column, i) => i >= 2 && i <= 7 && METHODS.has(column));
  return at < 0 ? false : delimiter === '\t' ? readCloudFront(draft, columns, at) : readIis(draft, columns, at);
}

/** IIS: … GET /cart id=1 443 - 203.0.113.7 agent referer 200 0 0 [bytes bytes] 15 */
function readIis(draft: PartialRecord, columns: readonly string[], at: number): boolean {
  const [method = '', path = '', query = '', port = '', user = '', client = ''] = columns.slice(at);
  let first = columns.length;
  while (first > at && /^\d{1,12}$/.test(columns[first - 1] ?? '')) {
    first--;
  }
  const [status = '', substatus = '', , ...rest] = columns.slice(first);
  if (!path.startsWith('/') || !/^\d{1,5}$/.test(port) || readStatus(status) === undefined || substatus === '') {
    return false;
  }
  const agent = columns[at + 6]?.startsWith('HTTP/') ? columns[at + 7] : columns[at + 6];
  take(draft, method, path, query);
  draft.status = readStatus(status);
  draft.duration = ofMilliseconds(rest.at(-1));
  keep(draft, { 'client.address': client, 'user.name': user, 'user_agent.original': agent });
  return true;
}

/** CloudFront: date time edge bytes client method host path status referer agent query … request id … seconds */
function readCloudFront(draft: PartialRecord, columns: readonly string[], at: number): boolean {
  const [method = '', host, path = '', status = '', referer, agent, query = '', , result, id = ''] = columns.slice(at);
  if (!path.startsWith('/') || readStatus(status) === undefined) {
    return false;
  }
  take(draft, method, path, query);
  draft.status = readStatus(status);
  const seconds = columns[at + 13] ?? '';
  draft.duration = /^\d{1,6}\.\d{1,9}$/.test(seconds) ? Number(seconds) : undefined;
  draft.requestId = id === '-' || id === '' ? undefined : id;
  keep(draft, { 'client.address': columns[at - 1], 'server.address': host, edge: columns[2], cache_result: result });
  keep(draft, { 'http.request.header.referer': referer, 'user_agent.original': agent });
  return true;
}

function take(draft: PartialRecord, method: string, path: string, query: string): void {
  const url = query === '-' || query === '' ? path : `${path}?${query}`;
  takeRequest(draft, method, url);
  draft.message = `${method} ${url}`;
}
