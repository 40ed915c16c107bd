import { PATHS } from '../routes';
import { pageUrl, param, type ParamsCodec } from './pageUrl';
import { TABLE_PARAMS, type TableState } from './table';

/** What /health shows. */
export interface HealthState extends TableState {
  /** A service that runs in several environments has a row for each. */
  isByEnvironment: boolean;
}

export const HEALTH_PARAMS: ParamsCodec<HealthState> = {
  keys: [...TABLE_PARAMS.keys, 'rows'],
  read: (params) => ({ ...TABLE_PARAMS.read(params), isByEnvironment: params.get('rows') === 'environment' }),
  write: (state) => [
    ...TABLE_PARAMS.write(state),
    ...param('rows', state.isByEnvironment === true ? 'environment' : undefined),
  ],
};

/** /health: every service. */
export const healthUrl = pageUrl<HealthState>(PATHS.health, HEALTH_PARAMS);
