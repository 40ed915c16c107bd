import type { LokiLine } from '../line.ts';
import type { AskLines, Window } from '../loki.ts';

/** A usage line of a stream, at a time in nanoseconds. */
export function usageLine(ns: bigint, number: number, service = 'shop-api'): LokiLine {
  const line = `2026-01-01 00:00:00,000 INFO usage=true feature=browse user=u${number} outcome=ok`;
  return { stream: { service_name: service }, ns, line, metadata: {} };
}

/** A Loki as far as questions for lines go, which gives what it holds now. */
export class FakeLoki {
  readonly lines: LokiLine[] = [];
  /** Questions that were asked. */
  readonly asked: Array<Window & { limit: number }> = [];
  /** The question with this number fails, counted from 0. */
  failing: number | undefined;

  readonly ask: AskLines = async (window, limit) => {
    this.asked.push({ ...window, limit });
    if (this.asked.length - 1 === this.failing) {
      throw new Error('Loki is away');
    }
    return this.lines
      .filter(({ ns }) => ns >= window.from && ns < window.to)
      .sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0))
      .slice(0, limit);
  };
}
