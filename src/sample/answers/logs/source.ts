import {
  type LogCountAnswer,
  type LogCountQuestion,
  type LogEndsAnswer,
  type LogEndsQuestion,
  type LogField,
  type LogFieldInfo,
  type LogLine,
  type LogLinesAnswer,
  type LogLinesQuestion,
  type LogSelection,
  type LogSource,
} from '../../../telemetry/questions/logs';
import { type Labels } from '../../../telemetry/vocabulary';
import { readTraceId } from '../../requests/traceId';
import { type SampleShop } from '../../shop';
import { type Count, count, type Counted, type Grid, gridOf, Groups, wholeOf } from '../count';
import { type Found, gather, type InBucket, inOrder, MOST_EXPANDED, drawRequests, streamsWith, until } from '../events';
import { examplesOf, readOut, type UnreadLine, writeLine } from './line';
import { LINES, linesOf } from './remains';
import { kindValue, lineTest, valueOf } from './select';
import { soughtByRequestId, soughtTraces } from './sought';
import { follow } from './tail';
import { type TimeSpan } from '../../../telemetry/timeSpan';

/** Requests that are looked through for the names that lines have. */
const NAMED_BY = 150;

/** Requests made while looking for lines of which only their text can tell. */
const MOST_LOOKED_THROUGH = 3 * MOST_EXPANDED;

/** The sample shop's log lines, of all environments or of some. Nothing is known after `now`. */
export class SampleLogs implements LogSource {
  constructor(
    private shop: SampleShop,
    private environments: readonly string[],
    private now: () => number = Date.now
  ) {}

  async lines(question: LogLinesQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogLinesAnswer> {
    const { limit, order } = question;
    const asked = until(span, this.now());
    const test = lineTest(question, this.environments);
    const lines: UnreadLine[] = [];
    let isCut = false;
    let looked = 0;
    for await (const { found, cost } of this.requests(question, asked, order, signal)) {
      const own = found.flatMap(linesOf).filter((line) => line.time >= asked.from && line.time < asked.to);
      lines.push(...own.filter((line) => test.meets(line)).sort(order === 'newest' ? byTimeDown : byTimeUp));
      looked += cost;
      if (lines.length > limit || looked > MOST_LOOKED_THROUGH) {
        isCut = true;
        break;
      }
    }
    return { lines: lines.slice(0, limit).map(readOut), isCut, sent: [] };
  }

  async ends({ where, lines, limit }: LogEndsQuestion, span: TimeSpan, signal?: AbortSignal): Promise<LogEndsAnswer> {
    const ask = (order: LogLinesQuestion['order']) =>
      this.lines({ about: 'logLines', where, lines, limit, order }, span, signal);
    const [oldest, newest] = [await ask('oldest'), await ask('newest')];
    return { oldest: oldest.lines, newest: newest.lines, isCut: oldest.isCut || newest.isCut, sent: [] };
  }

  async count(
    question: LogCountQuestion,
    span: TimeSpan,
    step = 60_000,
    signal?: AbortSignal
  ): Promise<LogCountAnswer> {
    const asked = until(span, this.now());
    const { by, shape, limit } = question;
    const test = lineTest(question, this.environments);
    const grid = shape === 'total' ? wholeOf(asked) : gridOf(asked, step);
    const isOfBytes = question.counts === 'bytes';
    const labelsOf = (line: UnreadLine) => ({
      ...named(
        by,
        by.map((field) => valueOf(line, field))
      ),
      ...(isOfBytes && ofLength([line])),
    });
    const isSought = soughtTraces(question) ?? soughtByRequestId(question);
    const { groups, isSampled } = isSought
      ? await this.countSought(question, asked, grid, labelsOf, signal)
      : await count(
          this.shop,
          LINES,
          {
            byVersion: false,
            kind: (kind) => {
              const verdict = test.judge(kind);
              const values = verdict === 'none' ? [] : by.map((field) => kindValue(kind, field));
              const isSettled = verdict === 'all' && values.every((value) => value !== undefined);
              const settled = () => ({ ...named(by, values), ...(isOfBytes && ofLength(examplesOf(kind))) });
              return verdict === 'none' ? 'none' : isSettled ? settled() : 'each';
            },
            item: (written, { stream }) => {
              const line = writeLine(written, stream.site);
              return test.meets(line) ? labelsOf(line) : 'none';
            },
          },
          asked,
          grid,
          signal
        );
    const counts = (isOfBytes ? byLength(groups) : groups).map(({ labels, values }) => ({
      labels,
      times: Array.from(values, (_, i) => grid.start + i * grid.step),
      values: Array.from(values, Math.round),
    }));
    const note = isSampled ? { note: 'sampled' } : {};
    if (shape === 'series') {
      return { counts, step: grid.step, ...note, sent: [] };
    }
    counts.sort((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0));
    return { counts: counts.slice(0, limit), ...note, sent: [] };
  }

  async fields(selection: LogSelection, span: TimeSpan, signal?: AbortSignal): Promise<LogFieldInfo[]> {
    const asked = until(span, this.now());
    const test = lineTest(selection, this.environments);
    const streams = streamsWith(this.shop, LINES, (kind) => test.judge(kind) !== 'none');
    const found = await gather(drawRequests(this.shop, streams, asked, NAMED_BY, signal).found);
    const values = new Map<LogFieldInfo['field'], Set<string>>();
    const note = (from: 'label' | 'metadata' | 'field', labels: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(labels)) {
        const field = `${from}:${name}` as const;
        values.set(field, (values.get(field) ?? new Set()).add(value));
      }
    };
    for (const { labels, metadata, read } of found.flatMap(linesOf).filter((line) => test.meets(line))) {
      note('label', labels);
      note('metadata', metadata);
      note('field', read().fields);
    }
    return [...values].map(([field, { size }]) => ({ field, cardinality: size }));
  }

  /** Nobody mines patterns for the sample shop. */
  patterns(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async context(line: LogLine, each: number, signal?: AbortSignal): Promise<{ before: LogLine[]; after: LogLine[] }> {
    const where = Object.entries(line.labels).map(([name, value]) => ({
      field: `label:${name}` as const,
      op: 'in' as const,
      values: [value],
    }));
    const ask = async (order: 'newest' | 'oldest', span: TimeSpan) => {
      // One more, as the line itself is among them, and those of the same moment.
      const question: LogLinesQuestion = { about: 'logLines', where, lines: [], limit: each + 8, order };
      const { lines } = await this.lines(question, span, signal);
      const sign = order === 'newest' ? -1 : 1;
      return lines.filter((one) => sign * byTimeUp(one, line) > 0).slice(0, each);
    };
    const before = await ask('newest', { from: line.time - DAY, to: line.time + 1 });
    const after = await ask('oldest', { from: line.time, to: line.time + DAY });
    return { before: before.reverse(), after };
  }

  tail(...[selection, onLines, onState, signal]: Parameters<LogSource['tail']>): void {
    const test = lineTest(selection, this.environments);
    const linesBetween = async (span: TimeSpan) => {
      const lines: UnreadLine[] = [];
      for await (const { found } of this.requests(selection, span, 'oldest', signal)) {
        lines.push(...found.flatMap(linesOf));
      }
      return lines
        .filter((line) => line.time >= span.from && line.time < span.to && test.meets(line))
        .sort(byTimeUp)
        .map(readOut);
    };
    follow(linesBetween, this.now, onLines, onState, signal);
  }

  /** Counts the lines of few requests, that are known by their ids. */
  private async countSought(
    question: LogSelection,
    span: TimeSpan,
    grid: Grid,
    labelsOf: (line: UnreadLine) => Labels,
    signal?: AbortSignal
  ): Promise<Count> {
    const test = lineTest(question, this.environments);
    const groups = new Groups(grid);
    let looked = 0;
    for await (const { found, cost } of this.requests(question, span, 'newest', signal)) {
      for (const line of found.flatMap(linesOf)) {
        if (line.time >= span.from && line.time < span.to && test.meets(line)) {
          groups.add(labelsOf(line), line.time, 1);
        }
      }
      looked += cost;
      if (looked > MOST_LOOKED_THROUGH) {
        return { groups: groups.filled(), isSampled: true };
      }
    }
    return { groups: groups.filled(), isSampled: false };
  }

  /** Requests that may have written lines that are meant. */
  private async *requests(
    selection: LogSelection,
    span: TimeSpan,
    order: 'newest' | 'oldest',
    signal?: AbortSignal
  ): AsyncGenerator<InBucket> {
    const ids = soughtTraces(selection);
    if (ids) {
      const found = [...new Set(ids)].flatMap((id) => this.byTraceId(id));
      yield { found, cost: found.length };
      return;
    }
    const test = lineTest(selection, this.environments);
    const streams = streamsWith(this.shop, LINES, (kind) => test.judge(kind) !== 'none');
    yield* inOrder(this.shop, streams, span, order, { isSought: soughtByRequestId(selection), signal });
  }

  private byTraceId(traceId: string): Found[] {
    const key = readTraceId(this.shop.seed, traceId);
    const stream = key && this.shop.streams[key.stream];
    const request = this.shop.requests.byTraceId(traceId, this.now());
    return stream && request ? [{ stream, request }] : [];
  }
}

/** Under this name it stands how long lines are, while they are counted. */
const LENGTH = 'bytes';

/** How long lines of a kind are, in bytes: their mean length. */
function ofLength(lines: readonly UnreadLine[]): Labels {
  const bytes = lines.reduce((all, { body }) => all + new TextEncoder().encode(body).length, 0);
  return { [LENGTH]: String(bytes / Math.max(1, lines.length)) };
}

/** The bytes of lines that were counted by their length. */
function byLength(groups: readonly Counted[]): Counted[] {
  const sums = new Map<string, Counted>();
  for (const { labels, values } of groups) {
    const { [LENGTH]: bytes, ...own } = labels;
    const key = JSON.stringify(own);
    const sum = sums.get(key) ?? { labels: own, values: new Float64Array(values.length) };
    sums.set(key, sum);
    values.forEach((count, at) => (sum.values[at] = (sum.values[at] ?? 0) + count * Number(bytes)));
  }
  return [...sums.values()];
}

function named(by: readonly LogField[], values: ReadonlyArray<string | undefined>): Labels {
  return Object.fromEntries(by.map((field, i) => [field, values[i] ?? '']));
}

const DAY = 86_400_000;

type InTime = Pick<LogLine, 'time' | 'id'>;

function byTimeUp(a: InTime, b: InTime): number {
  return a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function byTimeDown(a: InTime, b: InTime): number {
  return byTimeUp(b, a);
}
