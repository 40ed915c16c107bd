import { readStatus, splitUrl } from '../mapFields';
import { addField, type PartialRecord } from '../partialRecord';
import { readTraceId } from '../ids';
import { readCommonLog, readRequest } from './request';

/** An access log whose values stand in a fixed order. */
interface AccessLog {
  pattern: RegExp;
  read(draft: PartialRecord, groups: Readonly<Record<string, string | undefined>>): void;
}

const LOGS: readonly AccessLog[] = [
  {
    // AWS ALB: https 2018-07-02T22:23:00.186641Z app/lb/50d 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0
    // 57 "GET https://… HTTP/1.1" "agent" … "Root=1-…"
    pattern:
      /^(?:https?|h2|grpcs|wss?) \d{4}-\d\d-\d\dT\S{8,20} (?<balancer>\S{1,200}) (?<client>\S{1,60}) (?<target>\S{1,60}) (?<times>-?[\d.]{1,12} -?[\d.]{1,12} -?[\d.]{1,12}) (?<status>[1-5]\d\d|-) (?<targetStatus>[1-5]\d\d|-) \d{1,15} (?<size>\d{1,15}) "(?<request>[^"\n]{1,8000})" "(?<agent>[^"\n]{0,2000})"/,
    read: (draft, { balancer, client, target, times, status, size, request, agent }) => {
      const seconds = (times ?? '').split(' ').map(Number);
      draft.duration = seconds.some((part) => !(part >= 0)) ? undefined : total(seconds);
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, 'upstream.address': target, 'http.response.body.size': size });
      keep(draft, { 'user_agent.original': agent, load_balancer: balancer });
    },
  },
  {
    // HAProxy: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in shop/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0
    // 0/0 "GET /index HTTP/1.1"
    pattern:
      /^(?<client>\S{1,60}) \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:.]{8,15}\] (?<frontend>\S{1,100}) (?<backend>[^\s/]{1,100})\/(?<server>\S{1,100}) (?<times>-?\d{1,9}(?:\/-?\d{1,9}){3})\/\+?(?<total>\d{1,9}) (?<status>[1-5]\d\d|-1) \+?(?<size>\d{1,15}) .{0,400}?"(?<request>[A-Z]{3,8} [^"\n]{1,8000})"?/,
    read: (draft, { client, frontend, backend, server, total: milliseconds, status, size, request }) => {
      draft.duration = Number(milliseconds) / 1000;
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, frontend, backend, server, 'http.response.body.size': size });
    },
  },
  {
    // Envoy: [2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http"
    // "cc21d9b0-…" "locations" "tcp://10.0.2.1:80"
    pattern:
      /^\[\d{4}-\d\d-\d\dT[^\]\n]{8,30}\] "(?<request>[^"\n]{1,8000})" (?<status>[1-5]\d\d|0) (?<flags>\S{1,60}) (?:[^\n]{0,400}? )?(?<received>\d{1,15}) (?<size>\d{1,15}) (?<duration>\d{1,12}) (?:\d{1,12}|-) "(?<forwarded>[^"\n]{0,400})" "(?<agent>[^"\n]{0,2000})" "(?<id>[^"\n]{1,100})" "(?<host>[^"\n]{1,255})" "(?<upstream>[^"\n]{1,255})"/,
    read: (draft, { request, status, flags, size, duration, agent, id, host, upstream }) => {
      draft.status = readStatus(status ?? '');
      draft.duration = Number(duration) / 1000;
      draft.requestId = id === '-' ? undefined : id;
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { response_flags: flags, 'http.response.body.size': size, 'user_agent.original': agent });
      keep(draft, { 'server.address': host, 'upstream.address': upstream });
    },
  },
  {
    // Django's server: [27/Aug/2025 10:30:15] "GET /cart HTTP/1.1" 200 12; uvicorn's: 127.0.0.1:50000 - "GET /cart
    // HTTP/1.1" 200 OK
    pattern:
      /^(?:(?<client>\S{1,60}) - |\[\d\d\/[A-Z][a-z]{2}\/\d{4} [\d:]{8}\] )"(?<request>[A-Z]{3,8} [^"\n]{1,8000})" (?<status>[1-5]\d\d)(?: (?<size>\d{1,15})| [A-Z][A-Za-z ]{1,40})?$/,
    read: (draft, { client, request, status, size }) => {
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, 'http.response.body.size': size });
    },
  },
  {
    // Rails: Started GET "/cart" for 10.0.0.1 at 2025-08-27 10:30:15 +0000; Completed 200 OK in 15ms (…)
    pattern:
      /^(?:Started (?<method>[A-Z]{3,8}) "(?<path>\/[^"\n]{0,4000})" for (?<client>\S{1,60}) at .{1,60}|Completed (?<status>[1-5]\d\d) [A-Z][\w ]{1,40} in (?<duration>\d{1,9})ms .{0,400})$/,
    read: (draft, { method, path, client, status, duration }) => {
      draft.method = method;
      draft.path = path === undefined ? undefined : splitUrl(path).path;
      draft.status = readStatus(status ?? '');
      draft.duration = duration === undefined ? undefined : Number(duration) / 1000;
      keep(draft, { 'client.address': client });
    },
  },
];

/**
 * Reads an access log line: method, path, status, duration.
 * @returns false where the text is none
 */
export function readAccessLog(draft: PartialRecord, text: string): boolean {
  const line = text.trimEnd().slice(0, 16_384);
  for (const { pattern, read } of LOGS) {
    const groups = pattern.exec(line)?.groups;
    if (groups !== undefined) {
      read(draft, groups);
      draft.traceId ??= readTraceId(/Root=1-[0-9a-f]{8}-[0-9a-f]{24}/i.exec(line)?.[0] ?? '').traceId;
      return true;
    }
  }
  return readCommonLog(draft, text);
}

function keep(draft: PartialRecord, fields: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(fields)) {
    addField(draft, name, value === '-' ? '' : (value ?? ''));
  }
}

function total(seconds: readonly number[]): number {
  return Number(seconds.reduce((sum, part) => sum + part, 0).toFixed(9));
}
