import { type DataFrame, type Field, FieldType } from '@grafana/data';
import { streamName } from '../../conventions/logs/binding';
import { FILE_LABEL } from '../../conventions/logs/fileNames';
import { readStatus, splitUrl } from '../../logLine/http';
import { compareMoments } from '../../nanoseconds';
import { type LineLink, type LogCount, type LogField, type QueryCost } from '../../questions/logs';
import { recordOf } from '../../record';
import { type Labels } from '../../vocabulary';
import { levelOf } from './levels';
import { type CountedField } from './render';

/** A line as Loki has it. */
export interface RawLine {
  nanoseconds: string;
  body: string;
  /** Labels of the stream. */
  labels: Labels;
  metadata: Labels;
  links?: readonly LineLink[];
}

type LabelTypes = Readonly<Record<string, string>>;

/**
 * The lines in frames of Grafana's Loki data source, in their order.
 * @param streamLabels names of labels of streams, for frames that do not say which of a line's labels are
 */
export function readLines(frames: readonly DataFrame[], streamLabels: ReadonlySet<string>): RawLine[] {
  return frames.flatMap((frame) => {
    const field = (...names: string[]) => frame.fields.find(({ name }) => names.includes(name));
    const times = field('tsNs', 'nanoseconds');
    const bodies = field('Line', 'body') ?? frame.fields.find(({ type }) => type === FieldType.string);
    const labels = field('labels');
    const types = field('labelTypes');
    const fallback = frame.fields.find(({ type }) => type === FieldType.time);
    const linked = frame.fields.filter(({ config }) => (config.links ?? []).length > 0);
    if (!bodies || (!times && !fallback)) {
      return [];
    }
    return Array.from({ length: frame.length }, (_, at): RawLine => {
      const own = (labels?.values[at] ?? bodies.labels ?? {}) as Labels;
      const kinds = (types?.values[at] ?? {}) as LabelTypes;
      const isStream = (name: string) => (kinds[name] === undefined ? streamLabels.has(name) : kinds[name] === 'I');
      const entries = Object.entries(own);
      const links = linked.flatMap((one) => linksAt(one, at));
      return {
        nanoseconds: times ? String(times.values[at]) : `${String(fallback?.values[at])}000000`,
        body: String(bodies.values[at]),
        labels: recordOf(entries.filter(([name]) => isStream(name))),
        // What stages of ours extracted is of the query, not of the line.
        metadata: recordOf(entries.filter(([name]) => !isStream(name) && isOfLine(name, kinds[name]))),
        ...(links.length > 0 && { links }),
      };
    });
  });
}

/** Links of a field that the data source derives from lines: its settings call them so. */
function linksAt({ name, values, config }: Field, at: number): LineLink[] {
  const value: unknown = values[at];
  if (value === null || value === undefined || value === '') {
    return [];
  }
  return (config.links ?? []).flatMap(({ title, url, internal }): LineLink[] => {
    const about = { title: title || name, value: String(value) };
    if (internal && typeof internal.query === 'object') {
      return [{ ...about, query: { dataSourceUid: internal.datasourceUid, fields: internal.query } }];
    }
    return url ? [{ ...about, url }] : [];
  });
}

function isOfLine(name: string, kind: string | undefined): boolean {
  return kind === undefined ? !name.startsWith('tw_') && !name.startsWith('__error') : kind === 'S';
}

/** The order of lines by time; lines of the same nanosecond stay in the order in which they came. */
export function byTime(a: { nanoseconds: string }, b: { nanoseconds: string }): number {
  return compareMoments(a.nanoseconds, b.nanoseconds);
}

/**
 * Ids that are the same whenever lines are asked for again: of time, stream and text, with a number where those are
 * equal.
 */
export function idsOf(lines: readonly RawLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ nanoseconds, body, labels }) => {
    const stream = Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\u0000');
    const id = `${nanoseconds}-${fingerprint(`${stream}\u0001${body}`)}`;
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before}`;
  });
}

/** 52 bits of a text: twice FNV-1a with different beginnings. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
  }
  return ((high >>> 12) * 0x100000000 + (low >>> 0)).toString(36);
}

/** The answer to one query of a count, with how to read its labels. */
export interface AnsweredCount {
  fields: readonly CountedField[];
  frames: readonly DataFrame[];
}

/**
 * Adds up the answers to the queries of a count.
 * @param step milliseconds: values are moved to the beginning of the step that they count
 * @param times beginnings of all steps, for a series
 */
export function readCounts(answered: readonly AnsweredCount[], step: number, times?: readonly number[]): LogCount[] {
  const counts = new Map<string, { labels: Labels; byTime: Map<number, number> }>();
  for (const { fields, frames } of answered) {
    for (const frame of frames) {
      const time = frame.fields.find(({ type }) => type === FieldType.time);
      for (const value of frame.fields.filter(({ type }) => type === FieldType.number)) {
        Array.from(value.values as Array<number | null>, (one, at) => {
          const labels = countedLabels(fields, { ...value.labels, ...columnsAt(frame, at) });
          const key = JSON.stringify(labels);
          const count = counts.get(key) ?? { labels, byTime: new Map<number, number>() };
          counts.set(key, count);
          const begin = Math.round(Number(time?.values[at] ?? 0)) - step;
          count.byTime.set(begin, (count.byTime.get(begin) ?? 0) + (one ?? 0));
        });
      }
    }
  }
  return [...counts.values()].map(({ labels, byTime: own }) => {
    const steps = times ? [...times] : [...own.keys()].sort((a, b) => a - b);
    return { labels, times: steps, values: steps.map((at) => own.get(at) ?? 0) };
  });
}

/** Grafana makes one table of all series of an instant answer, their labels being columns. */
function columnsAt({ fields }: DataFrame, row: number): Labels {
  return Object.fromEntries(
    fields
      .filter(({ type }) => type === FieldType.string)
      .map(({ name, values }) => [name, String((values as unknown[])[row] ?? '')])
  );
}

function countedLabels(fields: readonly CountedField[], labels: Labels): Labels {
  return Object.fromEntries(fields.map(({ field, labels: own }) => [field, valueOf(field, own, labels)]));
}

function valueOf(field: LogField, own: readonly string[], labels: Labels): string {
  if (field === 'level') {
    return levelOf(labels, own);
  }
  if (field === 'service') {
    const candidates = own.filter((label) => label !== FILE_LABEL);
    return streamName(labels, candidates).service ?? '';
  }
  for (const name of own) {
    const value = inVocabulary(field, labels[name] ?? '');
    if (value !== '') {
      return value;
    }
  }
  return '';
}

/** A value as the reading of a line has it. */
function inVocabulary(field: LogField, value: string): string {
  switch (field) {
    case 'method':
      return value.toUpperCase();
    case 'path':
      return value === '' ? '' : splitUrl(value).path;
    case 'status':
      return readStatus(value) === undefined ? '' : value;
    default:
      return value;
  }
}

/** What a query cost, from what the data source says of each frame; those of one query all say the same. */
export function readCost(frames: readonly DataFrame[]): QueryCost | undefined {
  const stats = new Map<string, QueryCost>();
  for (const frame of frames) {
    const value = (start: string) =>
      frame.meta?.stats?.find(({ displayName }) => displayName.toLowerCase().startsWith(start))?.value;
    const cost = {
      bytes: value('summary: total bytes processed'),
      lines: value('summary: total lines processed'),
      seconds: value('summary: exec time'),
    };
    if (Object.values(cost).some((part) => part !== undefined)) {
      stats.set(frame.refId ?? '', cost);
    }
  }
  if (stats.size === 0) {
    return undefined;
  }
  const sum = (part: keyof QueryCost) => [...stats.values()].reduce((total, cost) => total + (cost[part] ?? 0), 0);
  return { bytes: sum('bytes'), lines: sum('lines'), seconds: sum('seconds') };
}
