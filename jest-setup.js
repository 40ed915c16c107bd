// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

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
