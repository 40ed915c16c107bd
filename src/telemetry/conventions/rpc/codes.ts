/*
 * gRPC's status codes, as numbers and in the spellings of all languages: `NotFound`, `NOT_FOUND`. Which of them are the
 * server's fault is OpenTelemetry's list:
 * https://opentelemetry.io/docs/specs/semconv/rpc/grpc/#recording-errors-on-server-spans
 */

const SERVER_ERRORS = 'unknown|deadline_?exceeded|unimplemented|internal|unavailable|data_?loss';
const CLIENT_ERRORS =
  'cancell?ed|invalid_?argument|not_?found|already_?exists|permission_?denied|resource_?exhausted|' +
  'failed_?precondition|aborted|out_?of_?range|unauthenticated';

/** What counts as failed; a call may also fail by its client, which is no error of the server. */
export const RPC_FAILING = {
  errors: `(?i:${SERVER_ERRORS})|2|4|1[2-5]`,
  clientErrors: `(?i:${CLIENT_ERRORS})|1|3|[5-9]|1[016]`,
} as const;

/** Whether a value is one of gRPC's codes. */
export const RPC_CODE = new RegExp(`^(?:ok|${SERVER_ERRORS}|${CLIENT_ERRORS}|\\d|1[0-6])$`, 'i');
