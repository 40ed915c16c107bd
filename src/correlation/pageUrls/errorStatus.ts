import { type ErrorStatus, isErrorStatus } from '../../analysis/errors/statuses';

/** Which errors are shown, on every page that lists some: `errors=new`; undefined where all are. */
export function readErrorStatus(params: URLSearchParams): ErrorStatus | undefined {
  const status = params.get('errors') ?? '';
  return isErrorStatus(status) ? status : undefined;
}
