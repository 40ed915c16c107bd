import { SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LOGS_PARAMS, type LogsState } from '../../correlation/pageUrls/logs';
import { PageUrlSync } from '../../ui/page/pageUrlSync';
import { LogsView } from './LogsView';

interface LogsBodyState extends SceneObjectState {
  params: LogsState;
}

/** The log explorer. What it shows is kept in the address, a step in the history for each change of what is asked. */
export class LogsBody extends SceneObjectBase<LogsBodyState> {
  static Component = LogsView;

  protected override _urlSync = new PageUrlSync(LOGS_PARAMS, {
    get: () => this.state.params,
    set: (params) => this.setState({ params }),
  });

  constructor() {
    super({ params: LOGS_PARAMS.read(new URLSearchParams()) });
  }

  /** Changes what is asked: the back button undoes it. */
  change(part: Partial<LogsState>): void {
    this._urlSync.performBrowserHistoryAction(() => this.adjust(part));
  }

  /** Changes how it is shown: no step of its own in the history. */
  adjust(part: Partial<LogsState>): void {
    this.setState({ params: { ...this.state.params, ...part } });
  }
}
