import { readStatus } from '../../http';
import { readRequest, takeRequest } from '../request';
import { accessLog, type AccessLog, keep, ofMilliseconds } from './accessLog';

/** Servers within frameworks. */
export const FRAMEWORKS: readonly AccessLog[] = [
  // Django's server: [27/Aug/2025 10:30:15] "GET /cart HTTP/1.1" 200 12; uvicorn's: 127.0.0.1:50000 - "GET /cart
  // HTTP/1.1" 200 OK; PHP-FPM's: 127.0.0.1 -  27/Aug/2025:10:30:15 +0000 "GET /index.php" 200
  accessLog(
    /^(?:(?<client>\S{1,60}) -\s{1,2}(?:\S{0,60} ?\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8} [+-]\d{4} )?|\[\d\d\/[A-Z][a-z]{2}\/\d{4} [\d:]{8}\] )"(?<request>[A-Z]{3,8} [^"\n]{1,8000})" (?<status>[1-5]\d\d)(?: (?<size>\d{1,15})| [A-Z][A-Za-z ]{1,40})?$/,
    (draft, { client, request, status, size }) => {
      draft.status = readStatus(status ?? '');
      readRequest(draft, request ?? '');
      draft.message = request;
      keep(draft, { 'client.address': client, 'http.response.body.size': size });
    }
  ),
  // Rails: Started GET "/cart" for 10.0.0.1 at 2025-08-27 10:30:15 +0000; Completed 200 OK in 15ms (…)
  accessLog(
    /^(?:Started (?<method>[A-Z]{3,8}) "(?<path>\/[^"\n]{0,4000})" for (?<client>\S{1,60}) at .{1,60}|Completed (?<status>[1-5]\d\d) [A-Z][\w ]{1,40} in (?<duration>\d{1,9})ms .{0,400})$/,
    (draft, { method, path, client, status, duration }) => {
      if (method !== undefined) {
        takeRequest(draft, method, path ?? '');
      }
      draft.status = readStatus(status ?? '');
      draft.duration = ofMilliseconds(duration);
      keep(draft, { 'client.address': client });
    }
  ),
];
