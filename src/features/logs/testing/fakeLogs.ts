import {
  type LogCondition,
  type LogCountQuestion,
  type LogEndsQuestion,
  type LogField,
  type LogLine,
  type LogLinesQuestion,
  type LogSelection,
  type LogSource,
} from '../../../telemetry/questions/logs';
import { fieldValue } from '../../../ui/logLines/lineFields';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** A source of lines that has these, and remembers what it was asked. */
export class FakeLogs implements LogSource {
  readonly asked: Array<{ what: string; question?: LogSelection; span?: TimeSpan }> = [];
  /** What fails, and how. */
  failing = new Map<string, unknown>();
  private listeners: Array<{ onLines: (lines: LogLine[]) => void; signal: AbortSignal }> = [];

  constructor(private all: LogLine[]) {}

  /** Questions of a kind, in the order in which they were asked. */
  questions<Q extends LogSelection>(what: string): Q[] {
    return this.asked.filter((one) => one.what === what).map(({ question }) => question as Q);
  }

  async lines(question: LogLinesQuestion, span: TimeSpan) {
    this.note('lines', question, span);
    const found = this.find(question, span).sort((a, b) =>
      question.order === 'newest' ? b.time - a.time : a.time - b.time
    );
    return {
      lines: found.slice(0, question.limit),
      isCut: found.length > question.limit,
      cost: { bytes: 1000, lines: found.length, seconds: 0.1 },
      sent: [{ text: '{service="shop"}', dataSource: { uid: 'loki', name: 'Loki', type: 'loki' } }],
    };
  }

  async ends(question: LogEndsQuestion, span: TimeSpan) {
    this.note('ends', question, span);
    const oldest = this.find(question, span).sort((a, b) => a.time - b.time);
    const { limit } = question;
    const isCut = oldest.length > limit;
    return { oldest: oldest.slice(0, limit), newest: [...oldest].reverse().slice(0, limit), isCut, sent: [] };
  }

  async count(question: LogCountQuestion, span: TimeSpan, step = span.to - span.from) {
    this.note(question.shape, question, span);
    const counts = new Map<string, Map<number, number>>();
    for (const line of this.find(question, span)) {
      const key = JSON.stringify(question.by.map((field) => fieldValue(line, field) ?? ''));
      const time = question.shape === 'total' ? span.from : Math.floor(line.time / step) * step;
      const steps = counts.get(key) ?? new Map<number, number>();
      counts.set(key, steps.set(time, (steps.get(time) ?? 0) + 1));
    }
    return {
      counts: [...counts].map(([key, steps]) => ({
        labels: Object.fromEntries(
          (JSON.parse(key) as string[]).map((value, index) => [question.by[index] as LogField, value])
        ),
        times: [...steps.keys()],
        values: [...steps.values()],
      })),
      step,
      sent: [],
    };
  }

  async fields() {
    this.note('fields');
    return [];
  }

  async patterns() {
    this.note('patterns');
    return undefined;
  }

  async context(line: LogLine) {
    this.note('context');
    const before = this.all.filter(({ time }) => time < line.time).slice(0, 2);
    return { before: before.reverse(), after: [] };
  }

  tail(
    selection: LogSelection,
    onLines: (lines: LogLine[]) => void,
    onState: (state: 'open') => void,
    signal: AbortSignal
  ) {
    this.note('tail', selection);
    this.listeners.push({ onLines, signal });
    onState('open');
  }

  /** Lines are written that a live tail gets to see. */
  write(...lines: LogLine[]): void {
    this.listeners.filter(({ signal }) => !signal.aborted).forEach(({ onLines }) => onLines(lines));
  }

  private note(what: string, question?: LogSelection, span?: TimeSpan): void {
    this.asked.push({ what, question, span });
    if (this.failing.has(what)) {
      throw this.failing.get(what);
    }
  }

  private find({ where, lines }: LogSelection, { from, to }: TimeSpan): LogLine[] {
    const meets = (line: LogLine, { field, op, values }: LogCondition) =>
      values.includes(fieldValue(line, field) ?? '') === (op === 'in');
    return this.all.filter(
      (line) =>
        line.time >= from &&
        line.time < to &&
        where.every((condition) => meets(line, condition)) &&
        lines.every(({ text, op }) => line.body.includes(text) === (op === 'include'))
    );
  }
}
