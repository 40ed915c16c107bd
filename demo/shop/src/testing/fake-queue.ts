import type { Headers, OrderMessage, OrderQueue } from '../queue/types.ts';

/** A queue that keeps what it is sent, and can be unreachable. */
export class FakeQueue implements OrderQueue {
  readonly sent: Array<{ message: OrderMessage; headers: Headers }> = [];
  reachable = true;

  async send(message: OrderMessage, headers: Headers) {
    if (!this.reachable) {
      throw new Error('Redis did not answer');
    }
    this.sent.push({ message, headers });
  }
  async state() {
    return { jobs: { waiting: this.sent.length }, oldestWaitingSeconds: 0 };
  }
  async retrySetAside() {}
  async close() {}
}
