import {
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { LOGS_KEYS, type LogsParams, readLogsParams, writeLogsParams } from './url';
import { LogsView } from './LogsView';

interface LogsBodyState extends SceneObjectState {
  params: LogsParams;
}

/** The log explorer. What it shows is kept in the address, a step in the history for each change of what is asked. */
export class LogsBody extends SceneObjectBase<LogsBodyState> {
  static Component = LogsView;

  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [...LOGS_KEYS] });

  constructor() {
    super({ params: readLogsParams(new URLSearchParams()) });
  }

  getUrlState(): SceneObjectUrlValues {
    return writeLogsParams(this.state.params);
  }

  /** Is given only what differs from the state; null is what the URL does not name. */
  updateFromUrl(values: SceneObjectUrlValues): void {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...this.getUrlState(), ...values })) {
      [value ?? []].flat().forEach((one) => search.append(key, one));
    }
    this.setState({ params: readLogsParams(search) });
  }

  /** Changes what is asked: the back button undoes it. */
  change(part: Partial<LogsParams>): void {
    this._urlSync.performBrowserHistoryAction(() => this.adjust(part));
  }

  /** Changes how it is shown: no step of its own in the history. */
  adjust(part: Partial<LogsParams>): void {
    this.setState({ params: { ...this.state.params, ...part } });
  }
}
