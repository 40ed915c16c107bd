import { type SceneObjectUrlSyncHandler, type SceneObjectUrlValues } from '@grafana/scenes';
import { type ParamsCodec } from '../../correlation/pageUrls/pageUrl';

/** The part of a scene object's state that its page's URL holds. */
interface SyncedState<State> {
  get: () => State;
  set: (state: State) => void;
}

/**
 * Keeps state of a scene object in the URL by the codec of its page: scenes' own synchronisation asks it what to write
 * and tells it what was read. React views use `usePageUrl`, which says when to use which.
 */
export class PageUrlSync<State extends object> implements SceneObjectUrlSyncHandler {
  private isHistoryStep = false;

  constructor(
    private readonly codec: ParamsCodec<State>,
    private readonly synced: SyncedState<State>
  ) {}

  getKeys(): string[] {
    return [...this.codec.keys];
  }

  /**
   * Lists also of what has one value or none: scenes takes what is a list here for something that may have several
   * values in the URL.
   */
  getUrlState(): SceneObjectUrlValues {
    const search = new URLSearchParams(this.codec.write(this.synced.get()));
    return Object.fromEntries(this.codec.keys.map((key) => [key, search.getAll(key)]));
  }

  /** Is given only what differs from the state; null is what the URL does not name. */
  updateFromUrl(values: SceneObjectUrlValues): void {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...this.getUrlState(), ...values })) {
      [value ?? []].flat().forEach((one) => search.append(key, one));
    }
    this.synced.set(this.codec.read(search));
  }

  shouldCreateHistoryStep(): boolean {
    return this.isHistoryStep;
  }

  /** Makes a change that the back button undoes; others leave no step in the history. */
  performBrowserHistoryAction(change: () => void): void {
    this.isHistoryStep = true;
    try {
      change();
    } finally {
      this.isHistoryStep = false;
    }
  }
}
