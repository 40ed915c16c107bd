import { readStatus } from '../../http';
import { readRequest } from '../request';
import { accessLog, type AccessLog, keep, ofMilliseconds } from './accessLog';

/** Load balancers and proxies. */
export const PROXIES: readonly AccessLog[] = [
  // AWS ALB: https 2018-07-02T22:23:00.186641Z app/lb/50d 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 0
  // 57 "GET https://… HTTP/1.1" "agent" … "Root=1-…"; the classic one has no type before the time
  accessLog(
    /^(?:(?:https?|h2|grpcs|wss?) )?\d{4}-\d\d-\d\dT\S{8,20} (?<balancer>\S{1,200}) (?<client>\S{1,60}) (?<target>\S{1,60}) (?<times>-?[\d.]{1,12} -?[\d.]{1,12} -?[\d.]{1,12}) (?<status>[1-5]\d\d|-) (?<targetStatus>[1-5]\d\d|-) \d{1,15} (?<size>\d{1,15}) "(?<request>[^"\n]{1,8000})"(?: "(?<agent>[^"\n]{0,2000})")?/,
    (draft, { balancer, client, target, times, status, size, request, agent }) => {
      const seconds = (times ?? '').split(' ').map(Number);
      draft.duration = seconds.some((part) => !(part >= 0)) ? undefined : total(seconds);
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, 'upstream.address': target, 'http.response.body.size': size });
      keep(draft, { 'user_agent.original': agent, load_balancer: balancer });
    }
  ),
  // HAProxy: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] http-in shop/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0
  // 0/0 "GET /index HTTP/1.1"
  accessLog(
    /^(?<client>\S{1,60}) \[\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:.]{8,15}\] (?<frontend>\S{1,100}) (?<backend>[^\s/]{1,100})\/(?<server>\S{1,100}) (?<times>-?\d{1,9}(?:\/-?\d{1,9}){3})\/\+?(?<total>\d{1,9}) (?<status>[1-5]\d\d|-1) \+?(?<size>\d{1,15}) .{0,400}?"(?<request>[A-Z]{3,8} [^"\n]{1,8000})"?/,
    (draft, { client, frontend, backend, server, total: milliseconds, status, size, request }) => {
      draft.duration = ofMilliseconds(milliseconds);
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, frontend, backend, server, 'http.response.body.size': size });
    }
  ),
  // Envoy: [2016-04-15T20:17:00.310Z] "POST /api/v1/locations HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "nsq2http"
  // "cc21d9b0-…" "locations" "tcp://10.0.2.1:80"; Emissary puts ACCESS before it
  accessLog(
    /^(?:ACCESS )?\[\d{4}-\d\d-\d\dT[^\]\n]{8,30}\] "(?<request>[^"\n]{1,8000})" (?<status>[1-5]\d\d|0) (?<flags>\S{1,60}) (?:[^\n]{0,400}? )?(?<received>\d{1,15}) (?<size>\d{1,15}) (?<duration>\d{1,12}|-) (?:\d{1,12}|-) "(?<forwarded>[^"\n]{0,400})" "(?<agent>[^"\n]{0,2000})" "(?<id>[^"\n]{1,100})" "(?<host>[^"\n]{1,255})" "(?<upstream>[^"\n]{1,255})"/,
    (draft, { request, status, flags, size, duration, agent, id, host, upstream }) => {
      draft.status = readStatus(status ?? '');
      draft.duration = ofMilliseconds(duration);
      draft.requestId = id === '-' ? undefined : id;
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { response_flags: flags, 'http.response.body.size': size, 'user_agent.original': agent });
      keep(draft, { 'server.address': host, 'upstream.address': upstream });
    }
  ),
  // AWS S3: 79a5… bucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a5… 3E57… REST.GET.OBJECT key "GET /bucket/key
  // HTTP/1.1" 200 - 113 113 7 6 "-" "agent"
  accessLog(
    /^[0-9a-f]{64} (?<bucket>[\w.-]{3,63}) \[[^\]\n]{20,30}\] (?<client>\S{1,60}) \S{1,200} (?<id>[0-9A-Z]{16}) (?<operation>[A-Z]{3,8}\.[\w.]{1,60}) \S{1,2000} "(?<request>[^"\n]{1,8000})" (?<status>[1-5]\d\d|-) (?<error>\S{1,80}) (?<size>\d{1,15}|-) (?:\d{1,15}|-) (?<total>\d{1,12}|-) /,
    (draft, { bucket, client, id, operation, request, status, error, size, total: milliseconds }) => {
      draft.status = readStatus(status ?? '');
      draft.duration = ofMilliseconds(milliseconds);
      draft.requestId = id;
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, bucket, operation, error, 'http.response.body.size': size });
    }
  ),
  // Squid: 1756290615.123    150 10.0.0.1 TCP_MISS/200 1234 GET http://shop.example/cart - HIER_DIRECT/10.0.0.2 type
  accessLog(
    /^\d{10}\.\d{3} +(?<duration>\d{1,10}) (?<client>\S{1,60}) (?<result>[A-Z_]{3,40})\/(?<status>\d{3}) (?<size>\d{1,15}) (?<request>[A-Z]{3,8} \S{1,8000}) /,
    (draft, { duration, client, result, status, size, request }) => {
      draft.status = readStatus(status ?? '');
      draft.duration = ofMilliseconds(duration);
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, cache_result: result, 'http.response.body.size': size });
    }
  ),
];

function total(seconds: readonly number[]): number {
  return Number(seconds.reduce((sum, part) => sum + part, 0).toFixed(9));
}
