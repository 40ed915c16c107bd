// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// What a test waits for comes when the machine gets to it; the second that it is given otherwise is not always enough.
// Only here, where the library is loaded: most tests do without it.
jest.mock('@testing-library/dom', () => {
  const library = jest.requireActual('@testing-library/dom');
  library.configure({ asyncUtilTimeout: 60_000 });
  return library;
});

// jsdom has neither of the two, and @grafana/ui constructs both.
class ObserverStub {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}
Object.assign(global, { IntersectionObserver: ObserverStub, ResizeObserver: ObserverStub });

// Browsers have it since 2022; this jsdom does not.
AbortSignal.prototype.throwIfAborted ??= function throwIfAborted() {
  if (this.aborted) {
    throw this.reason;
  }
};

// jsdom compares every rule of every style sheet with an element at each call, and role queries and user-event call it
// for each element and its ancestors: that was five sixths of the time of a page's tests. Only what an element says in
// its own style counts; what style sheets do is tested in browsers, and with `src/ui/testing/fullStyle.ts`.
window.styleOfStyleSheets = window.getComputedStyle.bind(window);
const noStyle = document.createElement('span').style;
window.getComputedStyle = (element, pseudoElement) => (pseudoElement ? noStyle : (element.style ?? noStyle));
