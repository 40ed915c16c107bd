import { METHODS, readStatus, splitUrl } from '../http';
import { addField, type PartialRecord } from '../partialRecord';
import { readUnits } from '../duration';

/** Requests are told early in a line. */
const MAX_SEARCHED = 8192;

/** A host, with or without a scheme; alone it needs a dot, a port, or to be localhost. */
const HOST = String.raw`(?:https?:\/\/[^\s"'/]{1,255}|(?:[\w-]{1,63}\.){1,8}[a-z][\w-]{0,62}(?::\d{1,5})?|[\w.-]{1,255}:\d{1,5}|localhost)`;
/** `GET /cart?id=1 HTTP/1.1`, quoted or not, `GET: /cart`, `[GET] /cart`, and Ktor's `GET - /cart`. */
const REQUEST = new RegExp(
  String.raw`(?:^|[\s"'${'`'}:=([])([A-Z]{3,8})(?:\]|:| -)? {1,12}["']?((?:${HOST})?\/[^\s"'${'`'}]{0,4000})(?: HTTP\/[\d.]{1,3}| \d\.\d(?="))?["'${'`'}]?`
);
/** What follows the request: its status, first or after the word that announces it. */
const STATUS_AFTER =
  /^[\s"'`>=)-]{0,4}(?:(?:responded|returned|status|->|=>|—|-|with)[\s:=]{0,3}){0,3}([1-5]\d\d)(?=$|[\s,;)"'\]:])/i;
/** Further on: chi's `from [::1]:59585 - 405 20B`, uWSGI's `(HTTP/1.1 200)`, `status: 200`. */
const STATUS_LATER =
  /(?:\bfrom \S{1,80} - |\(HTTP\/[\d.]{1,3} |\bstatus(?:[_ ]?code)?["']?[:= ]{1,3}["']?)([1-5]\d\d)(?=$|[\s,;)"'\]:])/i;
/** Before it: Tornado's `200 GET /`, PHP's `[200]: GET /`, Ktor's `200 OK: GET - /`, Fiber's `200 -   1.2ms GET /`. */
const BEFORE = /(?:^|[\s[])([1-5]\d\d)(?:\]:?| [A-Z][A-Za-z' -]{1,40}:| - {1,6}(\d[\d.]{0,12}[a-zµμ]{1,2}))?$/;
/** `5.7ms`, `4.123 ms`, `in 12ms`, `1m2.5s`. */
const TIME_AFTER =
  /(?:^|[\s(,=>])((?:\d{1,4}[hm]){0,2}\d{1,9}(?:\.\d{1,9})? ?(?:ms|msecs?|µs|μs|us|ns|s|secs?|seconds|milliseconds))(?=$|[\s,;).])/;
/** OpenStack's `time: 0.2477829`, and nginx' `$status $body_bytes_sent $request_time`. */
const SECONDS_AFTER = /(?:\stime: |^ [1-5]\d\d (?:\d{1,15}|-) )(\d{1,6}\.\d{3,9})(?=$|\s)/;

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
  takeRequest(draft, method, request[2] ?? '');
  const rest = searched.slice(request.index + request[0].length);
  const before = BEFORE.exec(searched.slice(Math.max(0, request.index - 60), request.index).trimEnd());
  const status = STATUS_AFTER.exec(rest)?.[1] ?? STATUS_LATER.exec(rest.slice(0, 1000))?.[1] ?? before?.[1];
  if (status !== undefined) {
    draft.status ??= readStatus(status);
  }
  const time = TIME_AFTER.exec(rest.slice(0, 1000))?.[1] ?? before?.[2];
  const seconds = time === undefined ? SECONDS_AFTER.exec(rest.slice(0, 1000))?.[1] : undefined;
  draft.duration ??= seconds === undefined ? readUnits(time ?? '') : Number(seconds);
  return true;
}

/**
 * Reads a text that is a request and nothing else, as nginx' `$request` is: `GET /cart?id=1 HTTP/1.1`.
 * @returns whether it is one
 */
export function readRequestLine(draft: PartialRecord, text: string): boolean {
  const line = /^([A-Z]{3,8}) (\S{1,8000})(?: HTTP\/[\d.]{1,3})?$/.exec(text.trim());
  if (line === null || !METHODS.has(line[1] ?? '')) {
    return false;
  }
  takeRequest(draft, line[1] ?? '', line[2] ?? '');
  return true;
}

/** Method, path and query of a request. */
export function takeRequest(draft: PartialRecord, method: string, url: string): void {
  const { path, query } = splitUrl(url);
  draft.method ??= method;
  draft.path ??= path;
  if (query !== undefined) {
    addField(draft, 'query', query);
  }
}
