import { type ErrorStatus, isErrorStatus } from '../../analysis/errors/statuses';
import { PATHS } from '../routes';
import { pageUrl, param, type ParamsCodec } from './pageUrl';

/** What is shown of errors where a page lists some. */
export interface ErrorsState {
  /** The only errors to show; undefined for all that somebody wants to see. */
  status?: ErrorStatus;
}

const ERRORS_PARAMS: ParamsCodec<ErrorsState> = {
  keys: ['errors'],
  read: (params) => {
    const status = params.get('errors') ?? '';
    return { status: isErrorStatus(status) ? status : undefined };
  },
  write: ({ status }) => param('errors', status),
};

/** The errors on /logs?tab=errors; apart from the page's own state, as the tab alone is loaded with what reads it. */
export const logErrorsUrl = pageUrl<ErrorsState>(PATHS.logs, ERRORS_PARAMS);

/** The errors on /health/service?tab=errors. */
export const serviceErrorsUrl = pageUrl<ErrorsState>(PATHS.service, ERRORS_PARAMS);
