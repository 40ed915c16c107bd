const LIST_HEIGHT = 250;
const ROW_HEIGHT = 25;
const WIDTH = 1000;

/**
 * jsdom lays nothing out: gives lists and tables a height of 250 pixels and everything else one of 25, so that lists
 * draw rows.
 */
export function giveLayout(): void {
  const height = {
    configurable: true,
    get(this: Element) {
      return ['list', 'region'].includes(this.getAttribute('role') ?? '') ? LIST_HEIGHT : ROW_HEIGHT;
    },
  };
  const width = { configurable: true, get: () => WIDTH };
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: height,
    offsetWidth: width,
    clientHeight: height,
    clientWidth: width,
  });
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', {
    configurable: true,
    // As in a browser, what is there already does not scroll: a list would take itself for one that is being scrolled.
    value(this: HTMLElement, { top = 0 }: ScrollToOptions) {
      if (this.scrollTop !== top) {
        this.scrollTop = top;
        this.dispatchEvent(new Event('scroll'));
      }
    },
  });
  // Grafana measures the words of its fields.
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value: () => ({ measureText: (text: string) => ({ width: text.length * 8 }) }),
  });
}
