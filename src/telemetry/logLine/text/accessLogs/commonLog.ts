import { type PartialRecord } from '../../partialRecord';
import { readRequest } from '../request';
import { keep } from './accessLog';

const MAX_SEARCHED = 8192;

/**
 * `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET …"`: NCSA's common log format, with a host before it at will,
 * with further addresses (older Ingresses), or with the client alone (aiohttp).
 */
const COMMON = /^((?:\S{1,100} ){1,6})\[[^\]\n]{0,20}\d\d:\d\d[^\]\n]{0,20}\] "/;
const REST_OF_COMBINED = /^ ([1-5]\d\d) (\d{1,15}|-)(?: "([^"\n]{0,2000})" "([^"\n]{0,2000})")?/;
/** ingress-nginx' `upstreaminfo`: length and time of the request, upstream, its answer, and the id of the request. */
const INGRESS =
  /^ (\d{1,12}) (\d{1,6}\.\d{3}) \[([^\]\n]{0,200})\] (?:\[[^\]\n]{0,200}\] )?([^\s,]{1,60}(?:, [^\s,]{1,60}){0,9}) [^"\n]{1,200} ([0-9a-f]{32})$/;
/** nginx' `$request_time`, Rack's and gunicorn's seconds: a fraction after what is known; Cloud Foundry names it. */
const SECONDS = /^ (\d{1,6}\.\d{3,9})(?=$|\s)|\bresponse_time:"?(\d{1,6}(?:\.\d{1,9})?)/;
const QUOTED_SECONDS = /^(?: "[^"\n]*"){0,3}? "(\d{1,6}\.\d{3})"(?=\s|$)/;

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
  const after = closing < 0 ? '' : text.slice(closing + 1, MAX_SEARCHED).trimEnd();
  // What is quoted after the request (an agent on an `iPhone 5s`) says nothing of how long it took.
  if (!readRequest(draft, closing < 0 ? text : text.slice(0, closing + 1) + after.replace(/"[^"\n]*"/g, '""'))) {
    return false;
  }
  const { client, user } = whose((head[1] ?? '').trim().split(' '));
  const rest = REST_OF_COMBINED.exec(after);
  keep(draft, {
    'client.address': client,
    'user.name': user,
    'http.response.body.size': rest?.[2],
    'http.request.header.referer': rest?.[3],
    'user_agent.original': rest?.[4],
  });
  if (rest !== null) {
    readExtension(draft, after.slice(rest[0].length));
  }
  draft.message = text.slice(head[0].length, closing < 0 ? undefined : closing);
  return true;
}

/** What servers add to the combined format. */
function readExtension(draft: PartialRecord, text: string): void {
  const ingress = INGRESS.exec(text);
  if (ingress !== null) {
    const [, size, seconds, upstream, address, id] = ingress;
    draft.duration = Number(seconds);
    draft.requestId = id;
    keep(draft, { 'http.request.size': size, proxy_upstream_name: upstream, 'upstream.address': address });
    return;
  }
  const [, fraction, named] = SECONDS.exec(text.replace(/^(?: "[^"\n]*")+/, '')) ?? [];
  const seconds = fraction ?? named ?? QUOTED_SECONDS.exec(text)?.[1];
  draft.duration ??= seconds === undefined ? undefined : Number(seconds);
}

/** The client and the user of what stands before the time: `host? client ident user`, or the client alone. */
function whose(tokens: readonly string[]): { client?: string; user?: string } {
  const isAddress = (token: string) => /^[\d.]{7,15}$|^[0-9a-f]{0,4}:[0-9a-f:.]{1,40}$/i.test(token);
  const [first, second] = tokens;
  const isHost = tokens.length === 2 || tokens.length > 3;
  const client = isHost && !isAddress(first ?? '') ? second : first;
  return { client, ...(tokens.length > 2 && { user: tokens.at(-1) }) };
}
