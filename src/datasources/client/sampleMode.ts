/** With the plugin's id in it, as for everything that the plugin stores. */
export const SAMPLE_MODE_KEY = 'tillwatch-shop-app.sample-data';

const ON = 'on';

/**
 * Whether this user looks at the sample shop instead of their own data. Kept in the browser, for this user alone: there
 * is no address that turns it on, so that nobody is led to take sample data for their own by a link.
 */
export class SampleMode {
  private readonly listeners = new Set<() => void>();
  /** Holds for this page where the browser stores nothing. */
  private unstored: boolean | undefined;

  /** @param isFixed on for good, for a place that has no data sources at all: there is nothing to offer */
  constructor(readonly isFixed = false) {}

  /** Whether sample data is shown. */
  isOn = (): boolean => {
    if (this.isFixed) {
      return true;
    }
    if (this.unstored !== undefined) {
      return this.unstored;
    }
    try {
      return window.localStorage.getItem(SAMPLE_MODE_KEY) === ON;
    } catch {
      return false;
    }
  };

  /** Turns sample data on or off, in all tabs of this browser. */
  set(on: boolean): void {
    try {
      if (on) {
        window.localStorage.setItem(SAMPLE_MODE_KEY, ON);
      } else {
        window.localStorage.removeItem(SAMPLE_MODE_KEY);
      }
      this.unstored = undefined;
    } catch {
      this.unstored = on;
    }
    this.tell();
  }

  /** Calls back whenever sample data is turned on or off, here or in another tab. Returns how to stop that. */
  subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) {
      window.addEventListener('storage', this.hear);
    }
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        window.removeEventListener('storage', this.hear);
      }
    };
  };

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }

  /** Other tabs. Without a key everything was cleared. */
  private readonly hear = ({ key }: StorageEvent): void => {
    if (key === SAMPLE_MODE_KEY || key === null) {
      this.tell();
    }
  };
}
