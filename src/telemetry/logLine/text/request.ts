import { METHODS, readStatus, splitUrl } from '../mapFields';
import { addField, type PartialRecord } from '../partialRecord';
import { readUnits } from '../duration';

/** Requests are told early in a line. */
const MAX_SEARCHED = 8192;

/** `GET /cart?id=1 HTTP/1.1`, quoted or not. */
const REQUEST =
  /(?:^|[\s"'`:=([])([A-Z]{3,8}) ["']?((?:https?:\/\/[^\s"'/]{1,255})?\/[^\s"'`]{0,4000})(?: HTTP\/[\d.]{1,3})?["'`]?/;
/** What follows the request: its status, first or after the word that announces it. */
const STATUS_AFTER =
  /^[\s"'`>=)-]{0,4}(?:(?:responded|returned|status|->|=>|—|-|with)[\s:=]{0,3}){0,3}([1-5]\d\d)(?=$|[\s,;)"'\]:])/i;
/** `5.7ms`, `4.123 ms`, `in 12ms`. */
const TIME_AFTER = /(?:^|[\s(,=>])(\d{1,9}(?:\.\d{1,9})? ?(?:ms|µs|μs|us|ns|s|secs?|seconds))(?=$|[\s,;).])/;
/**
 * `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET …"`: NCSA's common log format, with a host before it at will.
 */
const COMMON = /^(?:\S{1,100} )?(\S{1,100}) \S{1,100} (\S{1,100}) \[([^\]\n]{10,40})\] "/;
const REST_OF_COMBINED = /^ ([1-5]\d\d) (\d{1,15}|-)(?: "([^"\n]{0,2000})" "([^"\n]{0,2000})")?/;

/**
 * Reads a request that a text tells of: method, path, status and duration, as access logs and frameworks write them.
 * @returns whether there is one
 */
export function readRequest(draft: PartialRecord, text: string): boolean {
  const searched = text.slice(0, MAX_SEARCHED);
  const request = REQUEST.exec(searched);
  const method = request?.[1] ?? '';
  if (request === null || !METHODS.has(method)) {
    return false;
  }
  const { path, query } = splitUrl(request[2] ?? '');
  draft.method ??= method;
  draft.path ??= path;
  if (query !== undefined) {
    addField(draft, 'query', query);
  }
  const rest = searched.slice(request.index + request[0].length);
  const status = STATUS_AFTER.exec(rest)?.[1];
  if (status !== undefined) {
    draft.status ??= readStatus(status);
  }
  const time = TIME_AFTER.exec(rest.slice(0, 1000))?.[1];
  if (time !== undefined) {
    draft.duration ??= readUnits(time);
  }
  return true;
}

/**
 * Reads an access log line in the common or combined format of Apache, nginx, gunicorn, werkzeug, morgan, Traefik.
 * @returns false where it is none
 */
export function readCommonLog(draft: PartialRecord, text: string): boolean {
  const head = COMMON.exec(text.slice(0, 512));
  if (head === null) {
    return false;
  }
  const closing = text.indexOf('"', head[0].length);
  // What is quoted after the request (an agent on an `iPhone 5s`) says nothing of how long it took.
  const unquoted = closing < 0 ? '' : text.slice(closing + 1, MAX_SEARCHED).replace(/"[^"\n]*"/g, '""');
  if (!readRequest(draft, closing < 0 ? text : text.slice(0, closing + 1) + unquoted)) {
    return false;
  }
  addField(draft, 'client.address', head[1] === '-' ? '' : (head[1] ?? ''));
  addField(draft, 'user.name', head[2] === '-' ? '' : (head[2] ?? ''));
  const rest = REST_OF_COMBINED.exec(text.slice(closing + 1, closing + 5000));
  addField(draft, 'http.response.body.size', rest?.[2] === '-' ? '' : (rest?.[2] ?? ''));
  addField(draft, 'http.request.header.referer', rest?.[3] === '-' ? '' : (rest?.[3] ?? ''));
  addField(draft, 'user_agent.original', rest?.[4] === '-' ? '' : (rest?.[4] ?? ''));
  draft.message = text.slice(head[0].length, closing < 0 ? undefined : closing);
  return true;
}
